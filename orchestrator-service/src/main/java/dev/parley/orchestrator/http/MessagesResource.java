package dev.parley.orchestrator.http;

import dev.parley.orchestrator.control.Joining;
import dev.parley.protocol.conversation.AddMessage;
import dev.parley.protocol.conversation.EditMessage;
import dev.parley.protocol.conversation.Message;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** People join in. */
@Path("/api/conversations/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class MessagesResource {

    private final Joining joining;
    private final RequestKeys keys;

    MessagesResource(Joining joining, RequestKeys keys) {
        this.joining = joining;
        this.keys = keys;
    }

    @POST
    @Operation(
            summary = "Join in",
            description =
                    "All agents read it. While one is speaking it waits for the end of the turn. Repeatable with an"
                            + " Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "It stands in the history.")
    @APIResponse(responseCode = "202", description = "It waits for the turn to end, and has no id yet.")
    public Uni<RestResponse<Message>> add(
            @PathParam("id") String id,
            @Nullable AddMessage request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return joining.add(keys.of(id), Answers.body(request).content(), idempotencyKey)
                .map(Answers::value)
                .map(message -> RestResponse.status(
                        message.id() == null ? RestResponse.Status.ACCEPTED : RestResponse.Status.CREATED, message));
    }

    @PATCH
    @Path("/{message}")
    @Operation(
            summary = "Change what the history says",
            description = "Agents read the new words from now on; events of the past stay as they were. While one is"
                    + " speaking it waits for the end of the turn. Repeatable.")
    public Uni<Message> edit(
            @PathParam("id") String id, @PathParam("message") String message, @Nullable EditMessage request) {
        return joining.edit(keys.of(id), message, Answers.body(request).content())
                .map(Answers::value);
    }
}
