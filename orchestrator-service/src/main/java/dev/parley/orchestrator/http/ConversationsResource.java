package dev.parley.orchestrator.http;

import dev.parley.orchestrator.control.ConversationDesk;
import dev.parley.orchestrator.control.Reading;
import dev.parley.orchestrator.control.Starting;
import dev.parley.protocol.conversation.ContinueConversation;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ConversationPage;
import dev.parley.protocol.conversation.ForkConversation;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.ResumeConversation;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.idea.ConversationIdeas;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Conversations: start, read, steer. */
@Path("/api/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class ConversationsResource {

    private final Starting starting;
    private final ConversationDesk desk;
    private final Reading reading;
    private final RequestKeys keys;

    ConversationsResource(Starting starting, ConversationDesk desk, Reading reading, RequestKeys keys) {
        this.starting = starting;
        this.desk = desk;
        this.reading = reading;
        this.keys = keys;
    }

    @POST
    @Path("/start")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Start a conversation", description = "Repeatable with an Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "It was started, now or by the same request before.")
    public Uni<RestResponse<Conversation>> start(
            @Nullable StartConversation request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return starting.start(keys.caller(), Answers.body(request), idempotencyKey)
                .map(Answers::value)
                .map(Answers::created);
    }

    @GET
    @Operation(summary = "List conversations, newest first")
    public Uni<ConversationPage> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("status") @Nullable String status) {
        return reading.page(keys.caller().tenant(), Answers.number("limit", limit), cursor, status)
                .map(Answers::value);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One conversation")
    public Uni<Conversation> get(@PathParam("id") String id) {
        return desk.find(keys.of(id)).map(Answers::value);
    }

    @GET
    @Path("/{id}/history")
    @Operation(
            summary = "Messages and their ideas, oldest first",
            description =
                    "All of them, unless there are very many or fewer are asked for: then `next` is the cursor of the"
                            + " next page.")
    public Uni<History> history(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reading.history(keys.of(id), Answers.number("limit", limit), cursor)
                .map(Answers::value);
    }

    @GET
    @Path("/{id}/ideas")
    @Operation(summary = "All ideas with their verdicts, oldest first")
    public Uni<ConversationIdeas> ideas(@PathParam("id") String id) {
        return reading.ideas(keys.of(id)).map(Answers::value);
    }

    @POST
    @Path("/{id}/pause")
    @Operation(summary = "Pause", description = "Whoever speaks is cut off, and what was said is kept. Repeatable.")
    public Uni<Conversation> pause(@PathParam("id") String id) {
        return desk.pause(keys.of(id)).map(Answers::value);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(
            summary = "Go on after a pause",
            description = "An answer that was cut off is continued, or made again. Repeatable.")
    public Uni<Conversation> resume(@PathParam("id") String id, @Nullable ResumeConversation request) {
        ResumeConversation asked = request == null ? new ResumeConversation(null) : request;
        return desk.resume(keys.of(id), asked, keys.caller()).map(Answers::value);
    }

    @POST
    @Path("/{id}/abort")
    @Operation(summary = "End now", description = "Whoever speaks is cut off, and what was said is kept. Repeatable.")
    public Uni<Conversation> abort(@PathParam("id") String id) {
        return desk.abort(keys.of(id)).map(Answers::value);
    }

    @POST
    @Path("/{id}/fork")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Another conversation with the same past",
            description = "From a turn that is over, with changes. Repeatable with an Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "It was forked, now or by the same request before.")
    public Uni<RestResponse<Conversation>> fork(
            @PathParam("id") String id,
            @Nullable ForkConversation request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        ForkConversation asked = request == null ? new ForkConversation(null, null) : request;
        return starting.fork(keys.caller(), keys.of(id), asked, idempotencyKey)
                .map(Answers::value)
                .map(Answers::created);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Take it away for good", description = "Whatever it was doing is dropped.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public Uni<RestResponse<Void>> delete(@PathParam("id") String id) {
        return desk.delete(keys.of(id)).map(Answers::value).map(gone -> RestResponse.noContent());
    }

    @POST
    @Path("/{id}/stop")
    @Operation(
            summary = "End",
            description = "At once between turns; after the turn while an agent is speaking. Repeatable.")
    public Uni<Conversation> stop(@PathParam("id") String id) {
        return desk.stop(keys.of(id)).map(Answers::value);
    }

    @POST
    @Path("/{id}/continue")
    @Operation(
            summary = "Go on for more rounds",
            description = "Refused with conversation-busy while it runs. Repeatable with an Idempotency-Key.")
    public Uni<Conversation> goOn(
            @PathParam("id") String id,
            @Nullable ContinueConversation request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        ContinueConversation asked = request == null ? new ContinueConversation(null, null) : request;
        return desk.goOn(keys.of(id), asked, idempotencyKey, keys.caller()).map(Answers::value);
    }
}
