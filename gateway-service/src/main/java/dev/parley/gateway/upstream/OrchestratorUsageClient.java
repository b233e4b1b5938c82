package dev.parley.gateway.upstream;

import dev.parley.protocol.access.ConversationUsage;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.transport.edge.Edge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks the orchestrator what conversations cost, with care: requests may wait for it. A page that takes longer than a second
 * is given up; while half of the latest 20 fail, further ones fail at once for 2 s.
 */
@ApplicationScoped
class OrchestratorUsageClient {

    private final OrchestratorUsageEndpoint orchestrator;
    private final Edge edge;

    OrchestratorUsageClient(@RestClient OrchestratorUsageEndpoint orchestrator, Secrets secrets) {
        this.orchestrator = orchestrator;
        this.edge = secrets.toOrchestrator();
    }

    /** Who is told of another's key as an administrator is told of it wherever it was used. */
    private static @Nullable String tenants(Caller caller, String key) {
        return caller.scopes().contains(Scope.ADMIN) && !key.equals(caller.key()) ? "all" : null;
    }

    @Timeout(value = 1, unit = ChronoUnit.SECONDS)
    @Retry(maxRetries = 1, delay = 50, jitter = 25, retryOn = IOException.class)
    @CircuitBreaker(requestVolumeThreshold = 20, delay = 2, delayUnit = ChronoUnit.SECONDS)
    Uni<ConversationUsage> page(Caller caller, String key, Instant from, Instant to, @Nullable String cursor) {
        return orchestrator.page(edge.sign(caller), key, tenants(caller, key), from, to, cursor);
    }
}
