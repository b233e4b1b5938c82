package dev.parley.router.http;

import dev.parley.protocol.node.NodeCondition;
import dev.parley.router.capacity.Claims;
import dev.parley.router.node.NodeDirectory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Ready when every node was looked at once, well or not: a router whose nodes are all down still answers, queues and tells.
 * Redis being away is told here and makes nothing unready: the caps then hold within this router.
 */
@Readiness
@Startup
class RouterReadiness implements HealthCheck {

    private final NodeDirectory nodes;
    private final Claims claims;

    /** Nodes that join later make nothing unready. */
    private volatile boolean looked;

    RouterReadiness(NodeDirectory nodes, Claims claims) {
        this.nodes = nodes;
        this.claims = claims;
    }

    @Override
    public HealthCheckResponse call() {
        looked = looked || count(NodeCondition.JOINING) == 0;
        return HealthCheckResponse.named("nodes")
                .status(looked)
                .withData("known", nodes.all().size())
                .withData("ready", count(NodeCondition.READY) + count(NodeCondition.BUSY))
                .withData("suspect", count(NodeCondition.SUSPECT))
                .withData("lost", count(NodeCondition.LOST))
                .withData("caps", claims.shared() ? "across routers" : "within this router, redis is away")
                .build();
    }

    private long count(NodeCondition condition) {
        return nodes.all().stream()
                .filter(node -> node.state().condition() == condition)
                .count();
    }
}
