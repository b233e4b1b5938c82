package dev.parley.router;

import dev.parley.router.capacity.Admission;
import dev.parley.router.machine.PassingNodes;
import dev.parley.router.metrics.RoutabilityMeters;
import dev.parley.router.metrics.RouterMeters;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeChange;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeRoster;
import dev.parley.router.node.NodeState;
import dev.parley.router.node.Probing;
import dev.parley.router.redis.RedisAnswers;
import dev.parley.router.redis.RedisClaims;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** What runs by itself from start to stop: probes, claims, and the regular look at who waits. */
@ApplicationScoped
class RouterLife {

    private static final Logger LOG = Logger.getLogger(RouterLife.class);
    private static final long HOUSEKEEPING_MILLIS = 1_000;

    private final Vertx vertx;
    private final RouterConfig config;
    private final NodeDirectory nodes;
    private final Probing probing;
    private final Admission admission;
    private final RedisClaims claims;
    private final RedisAnswers answers;

    RouterLife(
            Vertx vertx,
            RouterConfig config,
            NodeDirectory nodes,
            Probing probing,
            Admission admission,
            RedisClaims claims,
            RedisAnswers answers) {
        this.vertx = vertx;
        this.config = config;
        this.nodes = nodes;
        this.probing = probing;
        this.admission = admission;
        this.claims = claims;
        this.answers = answers;
    }

    void start(
            @Observes StartupEvent event,
            NodeVariablesConfig variables,
            RouterMeters meters,
            PassingNodes passing,
            NodeRoster roster,
            RoutabilityMeters routability) {
        nodes.onChange(RouterLife::tell);
        nodes.onChange(this::wakeWaiting);
        nodes.onLeave(claims::left);
        claims.start(admission::freed);
        answers.start();
        List<Node> configured = ConfiguredNodes.of(config, variables);
        roster.open(sink -> configured.forEach(sink::join));
        vertx.setPeriodic(config.queue().recheck().toMillis(), tick -> admission.tick());
        vertx.setPeriodic(HOUSEKEEPING_MILLIS, tick -> {
            passing.expire();
            meters.refresh(admission::running);
            routability.refresh();
        });
        LOG.infof("nodes are known: count=%d", configured.size());
    }

    /** Who waits here would be cut off with us: the gateway takes it to another router. */
    void handBack(@Observes ShutdownDelayInitiatedEvent event) {
        admission.close();
    }

    void stop(@Observes ShutdownEvent event) {
        answers.stop();
        probing.stop();
        claims.stop();
    }

    /** A node that comes back may have work waiting for it. Not at once: the change may come from the door keeper itself. */
    private void wakeWaiting(NodeChange change) {
        if (change.after().state() instanceof NodeState.Ready && !isOccupation(change)) {
            vertx.runOnContext(now -> admission.tick());
        }
    }

    private static void tell(NodeChange change) {
        LOG.logf(
                isOccupation(change) ? Logger.Level.DEBUG : Logger.Level.INFO,
                "node changed: node=%s from=%s to=%s reason=%s",
                change.after().id(),
                change.before().state().condition(),
                change.after().state().condition(),
                change.after().state().why().orElse("-"));
    }

    /** Ready and busy alternate with every request. */
    private static boolean isOccupation(NodeChange change) {
        return change.after().state() instanceof NodeState.Busy
                || change.before().state() instanceof NodeState.Busy;
    }
}
