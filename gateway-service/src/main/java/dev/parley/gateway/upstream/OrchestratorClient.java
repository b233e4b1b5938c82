package dev.parley.gateway.upstream;

import dev.parley.gateway.conversation.ConversationId;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.AddMessage;
import dev.parley.protocol.conversation.ContinueConversation;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ConversationPage;
import dev.parley.protocol.conversation.EditMessage;
import dev.parley.protocol.conversation.ForkConversation;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.ResumeConversation;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.transport.edge.Edge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The orchestrator, asked with care. A call that gets no answer within 10 s (stores may be slow, a viewer should not be) is
 * given up; reading, and starting under an idempotency key, is tried up to three times if the connection failed. While half
 * of the latest 20 calls of a kind fail, further ones fail at once for 2 s. What the orchestrator refuses is no failure.
 */
@ApplicationScoped
@Timeout(value = 10, unit = ChronoUnit.SECONDS)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 2, delayUnit = ChronoUnit.SECONDS, skipOn = ServiceRefusal.class)
public class OrchestratorClient {

    private final OrchestratorEndpoint orchestrator;
    private final Edge edge;

    OrchestratorClient(@RestClient OrchestratorEndpoint orchestrator, Secrets secrets) {
        this.orchestrator = orchestrator;
        this.edge = secrets.toOrchestrator();
    }

    /** Starts a conversation. Not repeated: nobody could tell the second from the first. */
    public Uni<Conversation> start(Caller caller, StartConversation body) {
        return orchestrator.start(edge.sign(caller), null, body);
    }

    /** Starts a conversation once, however often it is asked with this key. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<Conversation> startOnce(Caller caller, String idempotencyKey, StartConversation body) {
        return orchestrator.start(edge.sign(caller), idempotencyKey, body);
    }

    /** A page of the caller's conversations; the parameters are judged by the orchestrator. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<ConversationPage> list(
            Caller caller, @Nullable String limit, @Nullable String cursor, @Nullable String status) {
        return orchestrator.list(edge.sign(caller), limit, cursor, status);
    }

    /** One conversation. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<Conversation> get(Caller caller, ConversationId id) {
        return orchestrator.get(edge.sign(caller), id.value());
    }

    /** One conversation with its messages and ideas. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<History> history(Caller caller, ConversationId id, @Nullable String limit, @Nullable String cursor) {
        return orchestrator.history(edge.sign(caller), id.value(), limit, cursor);
    }

    /** One conversation's ideas. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<ConversationIdeas> ideas(Caller caller, ConversationId id) {
        return orchestrator.ideas(edge.sign(caller), id.value());
    }

    /** Begins one round. */
    public Uni<Conversation> beginRound(Caller caller, ConversationId id) {
        return orchestrator.beginRound(edge.sign(caller), id.value());
    }

    /** Lets it wait. */
    public Uni<Conversation> pause(Caller caller, ConversationId id) {
        return orchestrator.pause(edge.sign(caller), id.value());
    }

    /** Lets it go on. */
    public Uni<Conversation> resume(Caller caller, ConversationId id, ResumeConversation body) {
        return orchestrator.resume(edge.sign(caller), id.value(), body);
    }

    /** Ends it now. */
    public Uni<Conversation> abort(Caller caller, ConversationId id) {
        return orchestrator.abort(edge.sign(caller), id.value());
    }

    /** Another conversation with the same past; not repeated, unless its caller does under a key. */
    public Uni<Conversation> fork(
            Caller caller, ConversationId id, @Nullable String idempotencyKey, ForkConversation body) {
        return orchestrator.fork(edge.sign(caller), id.value(), idempotencyKey, body);
    }

    /** Adds what a person says; not repeated, unless its caller does under a key. */
    public Uni<Message> addMessage(Caller caller, ConversationId id, @Nullable String idempotencyKey, AddMessage body) {
        return orchestrator.addMessage(edge.sign(caller), id.value(), idempotencyKey, body);
    }

    /** Changes what the history says. */
    public Uni<Message> editMessage(Caller caller, ConversationId id, String message, EditMessage body) {
        return orchestrator.editMessage(edge.sign(caller), id.value(), message, body);
    }

    /** Takes it away for good. */
    public Uni<Void> delete(Caller caller, ConversationId id) {
        return orchestrator.delete(edge.sign(caller), id.value());
    }

    /** Ends it after the turn. */
    public Uni<Conversation> stop(Caller caller, ConversationId id) {
        return orchestrator.stop(edge.sign(caller), id.value());
    }

    /** Takes up one that has ended, for more rounds. */
    public Uni<Conversation> goOn(
            Caller caller, ConversationId id, @Nullable String idempotencyKey, ContinueConversation body) {
        return orchestrator.goOn(edge.sign(caller), id.value(), idempotencyKey, body);
    }
}
