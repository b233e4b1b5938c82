package dev.parley.orchestrator.http;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.export.Exports;
import dev.parley.protocol.conversation.ConversationFile;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** A conversation to take away. */
@Path("/api/conversations/{id}/export")
@Tag(name = "conversations")
public class ExportResource {

    private final Exports exports;
    private final RequestKeys keys;

    ExportResource(Exports exports, RequestKeys keys) {
        this.exports = exports;
        this.keys = keys;
    }

    @GET
    @Operation(
            summary = "Export",
            description =
                    "json: all of it, to be imported again; md: Markdown; txt: the lines of the first system's log; pdf: on paper.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation, as a file to keep.",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ConversationFile.class)),
                @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public RestMulti<byte[]> export(
            @PathParam("id") String id, @QueryParam("format") @DefaultValue("json") String format) {
        ConversationKey key = keys.of(id);
        Form form = Form.of(format);
        return RestMulti.fromUniResponse(
                exports.begin(key).map(Answers::value).flatMap(first -> body(form, key, first)),
                chunks -> chunks,
                chunks -> form.headers(key));
    }

    /** Paper is whole before anything is answered, so that its refusal can still be told. */
    private Uni<Multi<byte[]>> body(Form form, ConversationKey key, History first) {
        return switch (form) {
            case JSON -> streamed(exports.json(key, first));
            case MD -> streamed(exports.markdown(key, first));
            case TXT -> streamed(exports.text(key, first));
            case PDF ->
                exports.pdf(key, first)
                        .map(Answers::value)
                        .map(document -> Multi.createFrom().item(document));
        };
    }

    private static Uni<Multi<byte[]>> streamed(Multi<String> texts) {
        return Uni.createFrom().item(texts.map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    private enum Form {
        JSON("json", "application/json"),
        MD("md", "text/markdown;charset=UTF-8"),
        TXT("txt", "text/plain;charset=UTF-8"),
        PDF("pdf", "application/pdf");

        private final String extension;
        private final String mediaType;

        Form(String extension, String mediaType) {
            this.extension = extension;
            this.mediaType = mediaType;
        }

        static Form of(String format) {
            return switch (format) {
                case "json" -> JSON;
                case "md" -> MD;
                case "txt" -> TXT;
                case "pdf" -> PDF;
                default ->
                    throw new ProblemException(
                            ProblemCode.INVALID_PARAMETER, "format: not known (expected: json, md, txt or pdf)");
            };
        }

        Map<String, List<String>> headers(ConversationKey key) {
            String name = "conversation-%s.%s".formatted(key.id(), extension);
            return Map.of(
                    HttpHeaders.CONTENT_TYPE, List.of(mediaType),
                    HttpHeaders.CONTENT_DISPOSITION, List.of("attachment; filename=\"" + name + "\""));
        }
    }
}
