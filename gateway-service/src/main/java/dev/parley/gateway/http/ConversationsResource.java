package dev.parley.gateway.http;

import dev.parley.gateway.upstream.OrchestratorClient;
import dev.parley.gateway.upstream.OrchestratorRounds;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.ContinueConversation;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ConversationPage;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.transport.edge.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Starting, steering and reading conversations. */
@Path("/api/conversations")
@Tag(name = "Conversations", description = "Agents that confer: starting, steering and reading them.")
class ConversationsResource {

    private final OrchestratorClient orchestrator;
    private final OrchestratorRounds rounds;
    private final CurrentCaller caller;

    ConversationsResource(OrchestratorClient orchestrator, OrchestratorRounds rounds, CurrentCaller caller) {
        this.orchestrator = orchestrator;
        this.rounds = rounds;
        this.caller = caller;
    }

    @POST
    @Path("start")
    public Uni<Response> start(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @Nullable StartConversation conversation) {
        Caller by = caller.get();
        Uni<Conversation> started = idempotencyKey == null
                ? orchestrator.start(by, conversation)
                : orchestrator.startOnce(by, idempotencyKey, conversation);
        return started.map(Answers::created);
    }

    @GET
    public Uni<ConversationPage> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("status") @Nullable String status) {
        return orchestrator.list(caller.get(), limit, cursor, status);
    }

    @GET
    @Path("{id}")
    public Uni<Conversation> get(@PathParam("id") String id) {
        return orchestrator.get(caller.get(), ConversationIds.of(id));
    }

    @GET
    @Path("{id}/history")
    public Uni<History> history(@PathParam("id") String id) {
        return orchestrator.history(caller.get(), ConversationIds.of(id));
    }

    @GET
    @Path("{id}/ideas")
    public Uni<ConversationIdeas> ideas(@PathParam("id") String id) {
        return orchestrator.ideas(caller.get(), ConversationIds.of(id));
    }

    @POST
    @Path("{id}/round")
    public Uni<Response> round(@PathParam("id") String id, @HeaderParam("Prefer") @Nullable String prefer) {
        return Answers.wantsToLeave(prefer)
                ? orchestrator.beginRound(caller.get(), ConversationIds.of(id)).map(Answers::accepted)
                : rounds.run(caller.get(), ConversationIds.of(id)).map(Answers::ok);
    }

    @POST
    @Path("{id}/pause")
    public Uni<Conversation> pause(@PathParam("id") String id) {
        return orchestrator.pause(caller.get(), ConversationIds.of(id));
    }

    @POST
    @Path("{id}/resume")
    public Uni<Conversation> resume(@PathParam("id") String id) {
        return orchestrator.resume(caller.get(), ConversationIds.of(id));
    }

    @POST
    @Path("{id}/stop")
    public Uni<Conversation> stop(@PathParam("id") String id) {
        return orchestrator.stop(caller.get(), ConversationIds.of(id));
    }

    @POST
    @Path("{id}/continue")
    public Uni<Conversation> goOn(@PathParam("id") String id, @Nullable ContinueConversation request) {
        return orchestrator.goOn(caller.get(), ConversationIds.of(id), request);
    }
}
