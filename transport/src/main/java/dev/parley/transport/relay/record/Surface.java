package dev.parley.transport.relay.record;

import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A foreign API that is relayed: which forms its answers have, and how it words its errors. */
public enum Surface {
    /** Ollama's own. */
    NATIVE("application/json; charset=utf-8") {
        @Override
        public String errorJson(int status, String message) {
            return "{\"error\":" + quoted(message) + "}";
        }

        @Override
        String codedJson(ProblemCode code) {
            return "{\"error\":%s,\"code\":\"%s\"}".formatted(quoted(code.title()), code.wireName());
        }

        @Override
        Optional<AnswerForm> streamed(String mediaType) {
            return mediaType.equals("application/x-ndjson") ? Optional.of(AnswerForm.nativeLines()) : Optional.empty();
        }
    },

    /** OpenAI's. */
    OPENAI("application/json") {
        @Override
        public String errorJson(int status, String message) {
            return "{\"error\":{\"message\":%s,\"type\":\"%s\",\"param\":null,\"code\":null}}"
                    .formatted(quoted(message), type(status));
        }

        @Override
        String codedJson(ProblemCode code) {
            return "{\"error\":{\"message\":%s,\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                    .formatted(quoted(code.title()), type(code.status()), code.wireName());
        }

        @Override
        Optional<AnswerForm> streamed(String mediaType) {
            return mediaType.equals(EVENTS) ? Optional.of(AnswerForm.openAiEvents()) : Optional.empty();
        }

        @Override
        public Optional<AnswerForm> events() {
            return Optional.of(AnswerForm.openAiEvents());
        }
    };

    /** Carries the code of an error that we made, beside the surface's own body. */
    public static final String ERROR_HEADER = "X-Parley-Error";

    /** The content type of a stream of events. */
    public static final String EVENTS = "text/event-stream";

    private final String errorType;

    Surface(String errorType) {
        this.errorType = errorType;
    }

    /** The JSON of an error, without a line end. */
    public abstract String errorJson(int status, String message);

    /** The same with the code in it: in the middle of an answer there is no header left to carry it. */
    abstract String codedJson(ProblemCode code);

    abstract Optional<AnswerForm> streamed(String mediaType);

    /** Its streams, where they are events: between those a comment may stand that no client reads. */
    public Optional<AnswerForm> events() {
        return Optional.empty();
    }

    /**
     * The form of an answer, from its head.
     *
     * @param contentType as the node sent it
     * @return empty if a good answer of this API never looks so
     */
    public Optional<AnswerForm> form(int status, @Nullable String contentType) {
        String mediaType = mediaType(contentType);
        if (status >= 300 || mediaType.equals("application/json")) {
            return Optional.of(AnswerForm.wholeBody());
        }
        return streamed(mediaType);
    }

    /** Answers with an error of ours in this API's words, unless an answer has begun. */
    public void refuse(HttpServerResponse response, ProblemCode code, String message) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(code.status())
                .putHeader(ERROR_HEADER, code.wireName())
                .putHeader("Content-Type", errorType)
                .end(errorJson(code.status(), message));
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static String type(int status) {
        return switch (status) {
            case 400, 413, 422 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> "api_error";
        };
    }

    /** As Go writes it: safe inside HTML, and free of the line separators that some clients split records at. */
    private static String quoted(String text) {
        return Json.encode(text)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
