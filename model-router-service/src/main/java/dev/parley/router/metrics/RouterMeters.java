package dev.parley.router.metrics;

import dev.parley.protocol.node.NodeCondition;
import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Claims;
import dev.parley.router.capacity.Priority;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.router.relay.Endpoint;
import dev.parley.router.relay.Travelled;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What is counted: {@code parley_router_*}. Nodes and models are labels only while the directory knows them, so that no
 * caller can make a label.
 */
public final class RouterMeters {

    private static final Logger LOG = Logger.getLogger(RouterMeters.class);
    private static final String NONE = "none";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(300)
    };

    private final MeterRegistry registry;
    private final NodeDirectory nodes;
    private final KnownModels known;
    private final Map<Endpoint, Timers> timers = new EnumMap<>(Endpoint.class);
    private final MultiGauge inFlight;
    private final MultiGauge states;

    public RouterMeters(MeterRegistry registry, NodeDirectory nodes, Admission admission, Claims claims) {
        this.registry = registry;
        this.nodes = nodes;
        this.known = new KnownModels(nodes);
        for (Endpoint endpoint : Endpoint.values()) {
            timers.put(endpoint, Timers.of(registry, endpoint));
        }
        for (Priority band : Priority.values()) {
            Tags tags = Tags.of("band", lower(band));
            registry.gauge(
                    "parley.router.waiting",
                    tags,
                    admission,
                    door -> door.crowd(band).waiting());
            registry.gauge(
                    "parley.router.expected.wait",
                    tags,
                    admission,
                    door -> door.crowd(band).expectedWait().toMillis() / 1_000.0);
        }
        registry.gauge("parley.router.claims.shared", claims, held -> held.shared() ? 1 : 0);
        this.inFlight = MultiGauge.builder("parley.router.in.flight")
                .description("requests of this router on a node")
                .register(registry);
        this.states = MultiGauge.builder("parley.router.node.state")
                .description("1 for the state a node is in")
                .register(registry);
    }

    /** Brings the nodes' gauges up to date. Called regularly. */
    public void refresh(Function<NodeId, Integer> running) {
        List<MultiGauge.Row<?>> flying = new ArrayList<>();
        List<MultiGauge.Row<?>> standing = new ArrayList<>();
        for (NodeView node : nodes.all()) {
            Tags tags = Tags.of("node", node.id().value());
            flying.add(MultiGauge.Row.of(tags, running.apply(node.id())));
            for (NodeCondition condition : NodeCondition.values()) {
                int is = node.state().condition() == condition ? 1 : 0;
                standing.add(MultiGauge.Row.of(tags.and("state", lower(condition)), is));
            }
        }
        inFlight.register(flying, true);
        states.register(standing, true);
    }

    /** Counts a request. */
    void ended(Travelled request) {
        Tags tags = Tags.of(
                "surface", lower(request.endpoint()),
                "node", request.node().map(NodeId::value).orElse(NONE),
                "model", request.model().map(known::label).orElse(NONE),
                "outcome", lower(request.outcome()));
        registry.counter("parley.router.requests", tags).increment();
        Objects.requireNonNull(timers.get(request.endpoint())).record(request);
        if (LOG.isDebugEnabled()) {
            log(request);
        }
    }

    /** What became of asking a second node. */
    enum Hedge {
        /** It answered. */
        WON,

        /** The first one did. */
        LOST,

        /** Neither did. */
        UNANSWERED
    }

    /** A second node was asked beside a silent one. */
    void hedged(Hedge outcome) {
        registry.counter("parley.router.hedges", "outcome", lower(outcome)).increment();
    }

    /** Another model was sought than was asked for. */
    void fellBack(Travelled.Outcome outcome) {
        registry.counter("parley.router.fallbacks", "outcome", lower(outcome)).increment();
    }

    private static void log(Travelled request) {
        LOG.debugf(
                "request over: surface=%s outcome=%s node=%s model=%s attempts=%d queue_ms=%d bytes=%d",
                lower(request.endpoint()),
                lower(request.outcome()),
                request.node().map(NodeId::value).orElse(NONE),
                request.model().map(ModelName::display).orElse(NONE),
                request.attempts(),
                request.queued().toMillis(),
                request.tally().bytes());
    }

    /** Made once: looking them up by name and labels for every request costs more than recording. */
    private record Timers(Timer queue, Timer firstByte, Timer whole) {

        static Timers of(MeterRegistry registry, Endpoint endpoint) {
            return new Timers(
                    timer(registry, endpoint, "parley.router.queue"),
                    timer(registry, endpoint, "parley.router.first.byte"),
                    timer(registry, endpoint, "parley.router.whole"));
        }

        private static Timer timer(MeterRegistry registry, Endpoint endpoint, String name) {
            return Timer.builder(name)
                    .tag("surface", lower(endpoint))
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
        }

        void record(Travelled request) {
            queue.record(request.queued());
            request.firstByte().ifPresent(firstByte::record);
            whole.record(request.whole());
        }
    }

    /** As a label. */
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
