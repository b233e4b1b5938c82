package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ClaimedIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.transport.edge.Edge;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Calls the registry with patience for a moment and none for an hour. What it refuses is not asked again. */
@Startup // a secret that is too short is told at start, not at the first call
@ApplicationScoped
class RegistryCalls {

    private final RegistryApi registry;
    private final Edge edge;

    RegistryCalls(OrchestratorConfig config, Clock clock) {
        this.registry = QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.ideas().url())
                .build(RegistryApi.class);
        this.edge = new Edge("orchestrator", "ideas", config.ideas().secret(), clock);
    }

    @Timeout(value = 3, unit = ChronoUnit.SECONDS)
    @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = WebApplicationException.class)
    @CircuitBreaker(
            requestVolumeThreshold = 6,
            failureRatio = 0.5,
            delay = 5,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = WebApplicationException.class)
    Uni<ClaimedIdeas> claim(Caller caller, ClaimIdeas claim) {
        return registry.claim(edge.secretHeader(), edge.sign(caller), claim);
    }

    @Timeout(value = 3, unit = ChronoUnit.SECONDS)
    @Retry(maxRetries = 1, delay = 100, jitter = 50, abortOn = WebApplicationException.class)
    @CircuitBreaker(
            requestVolumeThreshold = 6,
            failureRatio = 0.5,
            delay = 5,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = WebApplicationException.class)
    Uni<Void> confirm(Caller caller, ConfirmIdeas confirmation) {
        return registry.confirm(edge.secretHeader(), edge.sign(caller), confirmation);
    }

    @Timeout(value = 3, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(
            requestVolumeThreshold = 6,
            failureRatio = 0.5,
            delay = 5,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = WebApplicationException.class)
    Uni<Void> remove(Caller caller, UUID conversation) {
        return registry.remove(edge.secretHeader(), edge.sign(caller), conversation);
    }
}
