package dev.parley.orchestrator.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.orchestrator.control.Importing;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ConversationFile;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A conversation that is brought back. */
@Path("/api/conversations/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class ImportResource {

    private static final String VERSION = "version";

    private final Importing importing;
    private final RequestKeys keys;
    private final ObjectReader reader;

    ImportResource(Importing importing, RequestKeys keys, ObjectMapper json) {
        this.importing = importing;
        this.keys = keys;
        this.reader = json.readerFor(ConversationFile.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** On a worker: a file of some megabytes is read and checked for longer than an event loop may be kept. */
    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import",
            description = "A new conversation of an export's JSON: paused, or ended as that one had. Nothing of it is"
                    + " billed, and it takes no ids. Repeatable with an Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "It was brought back, now or by the same request before.")
    public Uni<RestResponse<Conversation>> bring(
            @RequestBody(content = @Content(schema = @Schema(implementation = ConversationFile.class))) @Nullable
                    JsonNode body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey)
            throws IOException {
        return importing
                .bring(keys.caller(), file(Answers.body(body)), idempotencyKey)
                .map(Answers::value)
                .map(Answers::created);
    }

    /** Another form may have any fields: what is said of it is that it is another. */
    private ConversationFile file(JsonNode body) throws IOException {
        JsonNode version = body.path(VERSION);
        if (version.isNumber() && version.asInt() != ConversationFile.VERSION) {
            String detail = "%s: %s (expected: %d, the only form that is known here)"
                    .formatted(VERSION, version, ConversationFile.VERSION);
            throw new ProblemException(ProblemCode.INVALID_FIELD, detail, VERSION);
        }
        return reader.readValue(body);
    }
}
