package dev.parley.simulatednode.selfcheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One recorded exchange with a real node.
 *
 * @param id short name, such as {@code 20-chat-stream}
 * @param title what it shows
 * @param method HTTP method
 * @param path request path
 * @param headers request headers
 * @param requestBody maybe empty
 * @param status HTTP status of the answer
 * @param expectedHeaders headers that the answer must have, each with all its values
 * @param framing length, ndjson or sse
 * @param end clean, eof (proper end without a terminal record) or reset
 * @param body the answer's body
 */
record GoldenExchange(
        String id,
        String title,
        String method,
        String path,
        Map<String, String> headers,
        String requestBody,
        int status,
        Map<String, List<String>> expectedHeaders,
        String framing,
        String end,
        String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<GoldenExchange> ALL = read();

    static List<GoldenExchange> all() {
        return ALL;
    }

    private static List<GoldenExchange> read() {
        List<GoldenExchange> all = new ArrayList<>();
        try {
            for (JsonNode each : JSON.readTree(file("index.json")).path("exchanges")) {
                all.add(of(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static GoldenExchange of(JsonNode exchange) {
        JsonNode request = exchange.path("request");
        JsonNode response = exchange.path("response");
        Map<String, String> headers = new LinkedHashMap<>();
        request.path("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        Map<String, List<String>> expected = new LinkedHashMap<>();
        response.path("headers").properties().forEach(each -> expected.put(each.getKey(), values(each.getValue())));
        return new GoldenExchange(
                exchange.path("id").asText(),
                exchange.path("title").asText(),
                request.path("method").asText(),
                request.path("path").asText(),
                headers,
                request.has("body_file") ? file(request.path("body_file").asText()) : "",
                response.path("status").asInt(),
                expected,
                response.path("framing").asText(),
                response.path("end").asText(),
                response.has("body_file") ? file(response.path("body_file").asText()) : "");
    }

    private static List<String> values(JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> values.add(each.asText()));
        } else {
            values.add(value.asText());
        }
        return values;
    }

    private static String file(String name) {
        try (InputStream stream = GoldenExchange.class.getResourceAsStream("fixtures/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + ": not among the fixtures");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
