package dev.parley.router.http;

import dev.parley.protocol.node.NodeCondition;
import dev.parley.router.capacity.Claims;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.registry.NodeRegistry;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Ready when every node of the start was looked at once, well or not, and what operators want of nodes was asked for once; and
 * ready from then on: a router whose nodes are all down still answers, queues and tells. Redis and PostgreSQL being away is
 * told here and makes nothing unready: the caps then hold within this router, and nodes stay as they were last known.
 */
@Readiness
@Startup
class RouterReadiness implements HealthCheck {

    private final NodeDirectory nodes;
    private final Claims claims;
    private final NodeRegistry registry;
    private volatile boolean ready;

    RouterReadiness(NodeDirectory nodes, Claims claims, NodeRegistry registry) {
        this.nodes = nodes;
        this.claims = claims;
        this.registry = registry;
    }

    @Override
    public HealthCheckResponse call() {
        NodeRegistry.Standing standing = registry.standing();
        // A node that is added later must not take a router out for as long as it is looked at.
        ready = ready || (standing.tried() && count(NodeCondition.JOINING) == 0);
        return HealthCheckResponse.named("nodes")
                .status(ready)
                .withData("known", nodes.all().size())
                .withData("ready", count(NodeCondition.READY) + count(NodeCondition.BUSY))
                .withData("suspect", count(NodeCondition.SUSPECT))
                .withData("lost", count(NodeCondition.LOST))
                .withData(
                        "registry",
                        standing.current() ? "current" : standing.trouble().orElse("not read yet"))
                .withData("caps", claims.shared() ? "across routers" : "within this router, redis is away")
                .build();
    }

    private long count(NodeCondition condition) {
        return nodes.all().stream()
                .filter(node -> node.state().condition() == condition)
                .count();
    }
}
