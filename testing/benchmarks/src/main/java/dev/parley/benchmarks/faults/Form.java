package dev.parley.benchmarks.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A surface, streamed or not: what is sent, and how an answer's records are read. */
public enum Form {
    /** {@code /api/chat}, records. */
    NATIVE_STREAM("/api/chat", true),
    /** {@code /api/chat}, one object. */
    NATIVE_WHOLE("/api/chat", false),
    /** {@code /v1/chat/completions}, events. */
    OPENAI_STREAM("/v1/chat/completions", true),
    /** {@code /v1/chat/completions}, one object. */
    OPENAI_WHOLE("/v1/chat/completions", false);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;
    private final boolean streamed;

    Form(String path, boolean streamed) {
        this.path = path;
        this.streamed = streamed;
    }

    /** Where it is asked. */
    public String path() {
        return path;
    }

    /** Whether its answer comes in records. */
    public boolean streamed() {
        return streamed;
    }

    /** A word for a model of its own. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    String body(String model) {
        ObjectNode body = JSON.createObjectNode().put("model", model).put("stream", streamed);
        body.putArray("messages").addObject().put("role", "user").put("content", "Why is the sky blue?");
        return body.toString();
    }

    /** The pieces of a body that are records: lines, events' data, or all of it. */
    String[] records(String body) {
        if (!streamed) {
            return new String[] {body};
        }
        return body.split(this == OPENAI_STREAM ? "\r?\n\r?\n" : "\r?\n");
    }

    /** What one record adds to the text; empty for none. */
    String text(JsonNode record) {
        return switch (this) {
            case NATIVE_STREAM, NATIVE_WHOLE ->
                record.path("message").path("content").asText("");
            case OPENAI_STREAM ->
                record.path("choices").path(0).path("delta").path("content").asText("");
            case OPENAI_WHOLE ->
                record.path("choices").path(0).path("message").path("content").asText("");
        };
    }

    /** Whether an answer may end after this record. */
    boolean ends(JsonNode record) {
        return switch (this) {
            case NATIVE_STREAM, NATIVE_WHOLE -> record.path("done").asBoolean();
            case OPENAI_STREAM -> false;
            case OPENAI_WHOLE -> record.path("choices").path(0).has("finish_reason");
        };
    }
}
