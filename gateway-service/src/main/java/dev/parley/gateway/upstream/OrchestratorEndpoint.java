package dev.parley.gateway.upstream;

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
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The orchestrator's conversation API, call by call. */
@RegisterRestClient(configKey = "orchestrator")
@RegisterClientHeaders(OrchestratorEdge.class)
@Path("/api/conversations")
interface OrchestratorEndpoint {

    @POST
    @Path("start")
    Uni<Conversation> start(
            @HeaderParam(CallerHeader.NAME) String caller,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            StartConversation body);

    @GET
    Uni<ConversationPage> list(
            @HeaderParam(CallerHeader.NAME) String caller,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("status") @Nullable String status);

    @GET
    @Path("{id}")
    Uni<Conversation> get(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id);

    @GET
    @Path("{id}/history")
    Uni<History> history(
            @HeaderParam(CallerHeader.NAME) String caller,
            @PathParam("id") UUID id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor);

    @GET
    @Path("{id}/ideas")
    Uni<ConversationIdeas> ideas(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id);

    @POST
    @Path("{id}/round")
    @ClientHeaderParam(name = "Prefer", value = "respond-async")
    Uni<Conversation> beginRound(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id);

    @POST
    @Path("{id}/pause")
    Uni<Conversation> pause(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id);

    @POST
    @Path("{id}/resume")
    Uni<Conversation> resume(
            @HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id, ResumeConversation body);

    @POST
    @Path("{id}/abort")
    Uni<Conversation> abort(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id);

    @POST
    @Path("{id}/fork")
    Uni<Conversation> fork(
            @HeaderParam(CallerHeader.NAME) String caller,
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            ForkConversation body);

    @POST
    @Path("{id}/messages")
    Uni<Message> addMessage(
            @HeaderParam(CallerHeader.NAME) String caller,
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            AddMessage body);

    @PATCH
    @Path("{id}/messages/{message}")
    Uni<Message> editMessage(
            @HeaderParam(CallerHeader.NAME) String caller,
            @PathParam("id") UUID id,
            @PathParam("message") String message,
            EditMessage body);

    @DELETE
    @Path("{id}")
    Uni<Void> delete(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id);

    @POST
    @Path("{id}/stop")
    Uni<Conversation> stop(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id);

    @POST
    @Path("{id}/continue")
    Uni<Conversation> goOn(
            @HeaderParam(CallerHeader.NAME) String caller,
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            ContinueConversation body);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
