package dev.parley.gateway.upstream;

import dev.parley.gateway.key.Payers;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.Edge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Tells the orchestrator who pays no longer. Nobody waits for it, and whoever tells it comes again: a call is given up after
 * 10 s, and while half of the latest 20 fail, further ones fail at once for 2 s.
 */
@ApplicationScoped
class OrchestratorPayers implements Payers {

    private final OrchestratorPayersEndpoint orchestrator;
    private final Edge edge;

    OrchestratorPayers(@RestClient OrchestratorPayersEndpoint orchestrator, Secrets secrets) {
        this.orchestrator = orchestrator;
        this.edge = secrets.toOrchestrator();
    }

    @Override
    @Timeout(value = 10, unit = ChronoUnit.SECONDS)
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    @CircuitBreaker(requestVolumeThreshold = 20, delay = 2, delayUnit = ChronoUnit.SECONDS)
    public Uni<Void> withhold(Caller payer, ProblemCode why) {
        return orchestrator.withhold(edge.sign(payer), why.wireName());
    }
}
