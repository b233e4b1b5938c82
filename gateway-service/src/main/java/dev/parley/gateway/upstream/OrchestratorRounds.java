package dev.parley.gateway.upstream;

import dev.parley.gateway.conversation.ConversationId;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Round;
import dev.parley.transport.edge.Edge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Rounds that somebody waits for. They last as long as the models take, so no patience of {@link OrchestratorClient} applies,
 * and who leaves is not waited for: its guards would not pass a cancellation on.
 */
@ApplicationScoped
public class OrchestratorRounds {

    private final OrchestratorEndpoint orchestrator;
    private final Edge edge;

    OrchestratorRounds(@RestClient OrchestratorEndpoint orchestrator, Secrets secrets) {
        this.orchestrator = orchestrator;
        this.edge = secrets.toOrchestrator();
    }

    /** Runs one round and answers when it is done; cancelling leaves it to run without a listener. */
    public Uni<Round> run(Caller caller, ConversationId id) {
        return orchestrator.round(edge.sign(caller), id.value());
    }
}
