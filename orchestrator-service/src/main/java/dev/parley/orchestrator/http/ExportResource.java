package dev.parley.orchestrator.http;

import dev.parley.orchestrator.control.Reading;
import dev.parley.orchestrator.control.TextExport;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A conversation to take away. */
@Path("/api/conversations/{id}/export")
@Tag(name = "conversations")
public class ExportResource {

    private final Reading reading;
    private final RequestKeys keys;

    ExportResource(Reading reading, RequestKeys keys) {
        this.reading = reading;
        this.keys = keys;
    }

    @GET
    @Operation(summary = "Export", description = "txt: the lines of the first system's log; json: the whole history.")
    public Uni<Response> export(@PathParam("id") String id, @QueryParam("format") @DefaultValue("json") String format) {
        ConversationKey key = keys.of(id);
        Form form = Form.of(format);
        return reading.whole(key).map(Answers::value).map(history -> form.answer(key, history));
    }

    private enum Form {
        TXT(MediaType.TEXT_PLAIN + ";charset=UTF-8") {
            @Override
            Object body(History history) {
                return TextExport.of(history);
            }
        },
        JSON(MediaType.APPLICATION_JSON) {
            @Override
            Object body(History history) {
                return history;
            }
        };

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }

        abstract Object body(History history);

        static Form of(String format) {
            return switch (format) {
                case "txt" -> TXT;
                case "json" -> JSON;
                default ->
                    throw new ProblemException(
                            ProblemCode.INVALID_PARAMETER, "format: not known (expected: txt or json)");
            };
        }

        Response answer(ConversationKey key, History history) {
            String name = "conversation-%s.%s".formatted(key.id(), this == TXT ? "txt" : "json");
            return Response.ok(body(history), mediaType)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                    .build();
        }
    }
}
