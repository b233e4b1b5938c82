package dev.parley.gateway.http;

import dev.parley.gateway.upstream.OrchestratorClient;
import dev.parley.gateway.upstream.OrchestratorRounds;
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
import dev.parley.protocol.conversation.Round;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.transport.edge.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Starting, steering and reading conversations. */
@Path("/api/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Conversations")
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
    @Operation(summary = "Start a conversation", description = "Repeatable with an Idempotency-Key.")
    @APIResponse(
            responseCode = "201",
            description = "It was started, now or by the same request before.",
            content = @Content(schema = @Schema(implementation = Conversation.class)))
    public Uni<Response> start(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @Nullable StartConversation conversation) {
        Caller by = caller.get();
        StartConversation wanted = Bodies.required(conversation);
        Uni<Conversation> started = idempotencyKey == null
                ? orchestrator.start(by, wanted)
                : orchestrator.startOnce(by, idempotencyKey, wanted);
        return started.map(Answers::created);
    }

    @GET
    @Operation(summary = "List them, newest first")
    public Uni<ConversationPage> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("status") @Nullable String status) {
        return orchestrator.list(caller.get(), limit, cursor, status);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One of them")
    public Uni<Conversation> get(@PathParam("id") String id) {
        return orchestrator.get(caller.get(), ConversationIds.of(id));
    }

    @GET
    @Path("{id}/history")
    @Operation(
            summary = "Its messages and ideas, oldest first",
            description =
                    "All of them, unless there are very many or fewer are asked for: then `next` is the cursor of the"
                            + " next page.")
    public Uni<History> history(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return orchestrator.history(caller.get(), ConversationIds.of(id), limit, cursor);
    }

    @GET
    @Path("{id}/ideas")
    @Operation(summary = "Its ideas with their verdicts, oldest first")
    public Uni<ConversationIdeas> ideas(@PathParam("id") String id) {
        return orchestrator.ideas(caller.get(), ConversationIds.of(id));
    }

    @POST
    @Path("{id}/round")
    @Operation(
            summary = "Run one round",
            description = "Answers when the round is over, or at once with `Prefer: respond-async`.")
    @APIResponse(
            responseCode = "200",
            description = "The round that was run.",
            content = @Content(schema = @Schema(implementation = Round.class)))
    @APIResponse(
            responseCode = "202",
            description = "The round has begun.",
            content = @Content(schema = @Schema(implementation = Conversation.class)))
    public Uni<Response> round(@PathParam("id") String id, @HeaderParam("Prefer") @Nullable String prefer) {
        return Answers.wantsToLeave(prefer)
                ? orchestrator.beginRound(caller.get(), ConversationIds.of(id)).map(Answers::accepted)
                : rounds.run(caller.get(), ConversationIds.of(id)).map(Answers::ok);
    }

    @POST
    @Path("{id}/pause")
    @Operation(
            summary = "Let it wait",
            description = "Whoever speaks is cut off, and what was said is kept. Repeatable.")
    public Uni<Conversation> pause(@PathParam("id") String id) {
        return orchestrator.pause(caller.get(), ConversationIds.of(id));
    }

    @POST
    @Path("{id}/resume")
    @Operation(
            summary = "Let it go on",
            description = "An answer that was cut off is continued, or made again. Repeatable.")
    public Uni<Conversation> resume(@PathParam("id") String id, @Nullable ResumeConversation request) {
        ResumeConversation wanted = request == null ? new ResumeConversation(null) : request;
        return orchestrator.resume(caller.get(), ConversationIds.of(id), wanted);
    }

    @POST
    @Path("{id}/abort")
    @Operation(
            summary = "End it now",
            description = "Whoever speaks is cut off, and what was said is kept. Repeatable.")
    public Uni<Conversation> abort(@PathParam("id") String id) {
        return orchestrator.abort(caller.get(), ConversationIds.of(id));
    }

    @POST
    @Path("{id}/fork")
    @Operation(
            summary = "Another conversation with the same past",
            description = "From a turn that is over, with changes. Repeatable with an Idempotency-Key.")
    @APIResponse(
            responseCode = "201",
            description = "It was forked, now or by the same request before.",
            content = @Content(schema = @Schema(implementation = Conversation.class)))
    public Uni<Response> fork(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @Nullable ForkConversation request) {
        ForkConversation wanted = request == null ? new ForkConversation(null, null) : request;
        return orchestrator
                .fork(caller.get(), ConversationIds.of(id), idempotencyKey, wanted)
                .map(Answers::created);
    }

    @POST
    @Path("{id}/messages")
    @Operation(summary = "Join in", description = "All agents read it. Repeatable with an Idempotency-Key.")
    @APIResponse(
            responseCode = "201",
            description = "It stands in the history.",
            content = @Content(schema = @Schema(implementation = Message.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for the turn to end, and has no id yet.",
            content = @Content(schema = @Schema(implementation = Message.class)))
    public Uni<Response> addMessage(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @Nullable AddMessage request) {
        return orchestrator
                .addMessage(caller.get(), ConversationIds.of(id), idempotencyKey, Bodies.required(request))
                .map(message -> Response.status(message.id() == null ? 202 : 201)
                        .entity(message)
                        .build());
    }

    @PATCH
    @Path("{id}/messages/{message}")
    @Operation(
            summary = "Change what the history says",
            description = "Agents read the new words from now on; events of the past stay as they were. Repeatable.")
    public Uni<Message> editMessage(
            @PathParam("id") String id, @PathParam("message") String message, @Nullable EditMessage request) {
        return orchestrator.editMessage(caller.get(), ConversationIds.of(id), message, Bodies.required(request));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Take it away for good", description = "Whatever it was doing is dropped.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public Uni<Response> delete(@PathParam("id") String id) {
        return orchestrator
                .delete(caller.get(), ConversationIds.of(id))
                .map(gone -> Response.noContent().build());
    }

    @POST
    @Path("{id}/stop")
    @Operation(summary = "End it after the turn", description = "Repeatable.")
    public Uni<Conversation> stop(@PathParam("id") String id) {
        return orchestrator.stop(caller.get(), ConversationIds.of(id));
    }

    @POST
    @Path("{id}/continue")
    @Operation(summary = "Go on for more rounds after its end", description = "Repeatable with an Idempotency-Key.")
    public Uni<Conversation> goOn(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @Nullable ContinueConversation request) {
        ContinueConversation wanted = request == null ? new ContinueConversation(null, null) : request;
        return orchestrator.goOn(caller.get(), ConversationIds.of(id), idempotencyKey, wanted);
    }
}
