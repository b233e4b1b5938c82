package dev.parley.simulatednode.exchange;

import dev.parley.simulatednode.json.GoJson;
import java.nio.charset.StandardCharsets;

/** How a surface says that something went wrong. */
public enum ErrorForm {
    /** {@code {"error":"text"}}. */
    NATIVE,
    /** {@code {"error":{"message":...}}} and a newline. */
    OPENAI;

    private static final String JSON_UTF8 = "application/json; charset=utf-8";
    private static final String JSON = "application/json";

    public static ErrorForm of(String path) {
        return path.startsWith("/v1/") ? OPENAI : NATIVE;
    }

    /** An error of the handler. */
    public void send(Reply reply, int status, String text) {
        reply.whole(Head.of(status, this == NATIVE ? JSON_UTF8 : JSON), body(status, text));
    }

    /** An error that comes through the channel of a stream before its first record. */
    public void sendFromStream(Reply reply, int status, String text) {
        reply.whole(Head.of(status, JSON), body(status, text));
    }

    public byte[] body(int status, String text) {
        return this == NATIVE
                ? GoJson.object().put("error", text).bytes()
                : (openAi(status, text) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The OpenAI form without the newline. */
    public static String openAi(int status, String text) {
        String type = switch (status) {
            case 400 -> "invalid_request_error";
            case 404 -> "not_found_error";
            default -> "api_error";
        };
        GoJson error = GoJson.object()
                .put("message", text)
                .put("type", type)
                .raw("param", "null")
                .raw("code", "null");
        return GoJson.object().raw("error", error.toString()).toString();
    }
}
