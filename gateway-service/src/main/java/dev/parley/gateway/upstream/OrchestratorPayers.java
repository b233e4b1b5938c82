package dev.parley.gateway.upstream;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Payers;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.Edge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks the orchestrator who pays, and tells it who pays no longer. Nobody waits for it, and whoever calls comes again: a call
 * is given up after 10 s, and while half of the latest 20 of a kind fail, further ones fail at once for 2 s.
 */
@ApplicationScoped
@Timeout(value = 10, unit = ChronoUnit.SECONDS)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 2, delayUnit = ChronoUnit.SECONDS)
class OrchestratorPayers implements Payers {

    /** No caller asks for this. */
    private static final Caller MYSELF = Caller.of("local", "gateway", Set.of(Scope.ADMIN));

    private final OrchestratorPayersEndpoint orchestrator;
    private final Edge edge;

    OrchestratorPayers(@RestClient OrchestratorPayersEndpoint orchestrator, Secrets secrets) {
        this.orchestrator = orchestrator;
        this.edge = secrets.toOrchestrator();
    }

    @Override
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<List<Account>> paying() {
        return orchestrator
                .paying(edge.sign(MYSELF))
                .map(paying -> paying.payers().stream()
                        .map(payer -> new Account(payer.tenant(), payer.key()))
                        .toList());
    }

    @Override
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<Void> withhold(Account payer, ProblemCode why) {
        Caller itself = Caller.of(payer.tenant(), payer.key(), Set.of(Scope.CONVERSATIONS));
        return orchestrator.withhold(edge.sign(itself), why.wireName());
    }
}
