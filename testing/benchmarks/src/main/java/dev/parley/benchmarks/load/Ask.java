package dev.parley.benchmarks.load;

import dev.parley.benchmarks.house.Rest;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as often as it is sent.
 *
 * @param path where to
 * @param headers besides the key and the content type
 * @param body JSON
 */
public record Ask(String path, Map<String, String> headers, Buffer body) {

    /** A generation of so many tokens on Ollama's own surface, with further options such as {@code num_ctx}. */
    public static Ask generate(String model, boolean stream, int tokens, Map<String, ?> options) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("num_predict", tokens, "seed", 1, "temperature", 0));
        all.putAll(options);
        Map<String, Object> body = Map.of("model", model, "prompt", "benchmark", "stream", stream, "options", all);
        // It is the same each time, and every one of them is to make a node work.
        return new Ask("/api/generate", Map.of("X-Parley-Cache", "no"), Buffer.buffer(Rest.written(body)));
    }

    /** A generation without further options. */
    public static Ask generate(String model, boolean stream, int tokens) {
        return generate(model, stream, tokens, Map.of());
    }

    /** The same with one more header. */
    public Ask with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Ask(path, more, body);
    }
}
