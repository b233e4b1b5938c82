package dev.parley.benchmarks.load;

import dev.parley.benchmarks.house.Rest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as often as it is sent.
 *
 * @param method of HTTP
 * @param path where to
 * @param headers besides the key and the content type
 * @param body JSON
 */
public record Ask(HttpMethod method, String path, Map<String, String> headers, Buffer body) {

    /** A generation of so many tokens on Ollama's own surface, with further options such as {@code num_ctx}. */
    public static Ask generate(String model, boolean stream, int tokens, Map<String, ?> options) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("num_predict", tokens, "seed", 1, "temperature", 0));
        all.putAll(options);
        Map<String, Object> body = Map.of("model", model, "prompt", "benchmark", "stream", stream, "options", all);
        // It is the same each time, and every one of them is to make a node work.
        return new Ask(
                HttpMethod.POST, "/api/generate", Map.of("X-Parley-Cache", "no"), Buffer.buffer(Rest.written(body)));
    }

    /** A generation without further options. */
    public static Ask generate(String model, boolean stream, int tokens) {
        return generate(model, stream, tokens, Map.of());
    }

    /** A conversation's turn of so many tokens on Ollama's own surface. */
    public static Ask chat(String model, int tokens) {
        Map<String, Object> body = Map.of(
                "model", model,
                "messages", List.of(Map.of("role", "user", "content", "benchmark")),
                "options", Map.of("num_predict", tokens));
        return new Ask(HttpMethod.POST, "/api/chat", Map.of(), Buffer.buffer(Rest.written(body)));
    }

    /** A request that only reads. */
    public static Ask get(String path) {
        return new Ask(HttpMethod.GET, path, Map.of(), Buffer.buffer());
    }

    /** The same with one more header. */
    public Ask with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Ask(method, path, more, body);
    }
}
