package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.conversation.ConversationId;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Round;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.Edge;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Rounds that somebody waits for. They last as long as the models take, so no patience of {@link OrchestratorClient} applies,
 * and who leaves is not waited for: its guards would not pass a cancellation on. No more
 * wait at once than there are connections for.
 */
@ApplicationScoped
public class OrchestratorRounds {

    private final OrchestratorRoundEndpoint orchestrator;
    private final Edge edge;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();

    OrchestratorRounds(@RestClient OrchestratorRoundEndpoint orchestrator, Secrets secrets, GatewayConfig config) {
        this.orchestrator = orchestrator;
        this.edge = secrets.toOrchestrator();
        this.most = config.streams().rounds();
    }

    /**
     * Runs one round and answers when it is done; cancelling leaves it to run without a listener. Fails with
     * {@code too-many-streams} while as many wait as may.
     */
    public Uni<Round> run(Caller caller, ConversationId id) {
        return Uni.createFrom().deferred(() -> {
            if (waiting.getAndUpdate(count -> count < most ? count + 1 : count) >= most) {
                return Uni.createFrom().failure(full());
            }
            return orchestrator
                    .round(edge.sign(caller), id.value())
                    .onTermination()
                    .invoke(() -> waiting.decrementAndGet());
        });
    }

    private ProblemException full() {
        return new ProblemException(
                ProblemCode.TOO_MANY_STREAMS,
                "rounds: all " + most + " are waited for (expected: Prefer: respond-async)");
    }
}
