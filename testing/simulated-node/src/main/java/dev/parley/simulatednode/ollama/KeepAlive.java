package dev.parley.simulatednode.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.json.Fields;
import dev.parley.simulatednode.json.GoDuration;
import dev.parley.simulatednode.json.GoJsonException;
import org.jspecify.annotations.Nullable;

/** Reads {@code keep_alive}: a number of seconds or a Go duration; negative is for ever. */
public final class KeepAlive {

    private KeepAlive() {}

    /** Nanoseconds, negative for ever, null when absent. */
    public static @Nullable Long of(Fields request) {
        JsonNode value = request.raw("keep_alive");
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            return value.doubleValue() < 0 ? -1 : (long) (value.doubleValue() * 1e9);
        }
        if (value.isTextual()) {
            return Math.max(-1, GoDuration.parse(value.textValue()));
        }
        throw new GoJsonException(
                "Unsupported type: '" + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT) + "'");
    }
}
