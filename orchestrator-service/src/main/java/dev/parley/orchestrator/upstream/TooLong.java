package dev.parley.orchestrator.upstream;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;

/** How servers say that a prompt does not fit into the window of its model. */
final class TooLong {

    private static final int LOOKED_AT = 2_048;

    /** Words of Ollama and of servers that speak OpenAI's API. */
    private static final List<String> WORDS = List.of(
            "exceeds the context",
            "exceeds the available context",
            "context length",
            "context_length_exceeded",
            "maximum context");

    private TooLong() {}

    static boolean isSaid(int status, Buffer body) {
        if (status != 400) {
            return false;
        }
        String start = body.getString(0, Math.min(LOOKED_AT, body.length())).toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(start::contains);
    }
}
