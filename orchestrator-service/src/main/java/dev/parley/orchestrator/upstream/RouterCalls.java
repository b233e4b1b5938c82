package dev.parley.orchestrator.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.PriceTable;
import dev.parley.protocol.node.NodeReports;
import dev.parley.protocol.node.ResolveMachines;
import dev.parley.protocol.node.ResolvedMachines;
import dev.parley.protocol.node.ServedModels;
import dev.parley.protocol.node.TaskTypeNames;
import dev.parley.transport.edge.Edge;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Asks the router about its nodes. */
@Startup // a secret that is too short is told at start, not at the first call
@ApplicationScoped
class RouterCalls {

    private final RouterApi router;
    private final ShowApi show;
    private final Edge edge;

    RouterCalls(OrchestratorConfig config, Clock clock) {
        this.router = QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.router().url())
                .build(RouterApi.class);
        this.show = QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.router().url())
                .build(ShowApi.class);
        this.edge = new Edge("orchestrator", "router", config.router().secret(), clock);
    }

    /** Three tries take 6.3 s at most: the gateway gives a start up after 10 s, and one given up there must not run here. */
    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = WebApplicationException.class)
    @CircuitBreaker(
            requestVolumeThreshold = 10,
            failureRatio = 0.5,
            delay = 2,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = WebApplicationException.class)
    Uni<ResolvedMachines> resolve(Caller caller, ResolveMachines machines) {
        return router.resolve(edge.secretHeader(), edge.sign(caller), machines);
    }

    /** What the caller may use. */
    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    Uni<ServedModels> served(Caller caller) {
        return router.served(edge.secretHeader(), edge.sign(caller));
    }

    /** Which types of task there are. */
    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    Uni<TaskTypeNames> tasks(Caller caller) {
        return router.tasks(edge.secretHeader(), edge.sign(caller));
    }

    /** What a node says of a model, and which model and node that are. */
    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    Uni<RestResponse<JsonNode>> shown(Caller caller, String model, @Nullable String node) {
        return show.show(edge.secretHeader(), edge.sign(caller), node, Map.of("model", model));
    }

    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    Uni<PriceTable> prices(Caller caller) {
        return router.prices(edge.secretHeader(), edge.sign(caller));
    }

    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    Uni<NodeReports> nodes(Caller caller) {
        return router.nodes(edge.secretHeader(), edge.sign(caller));
    }
}
