package dev.parley.agent.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Makes one sentence of an error answer: what is wrong, at which field, and the code to look up. */
final class Refusals {

    /** A sentence, not a page. */
    private static final int LONGEST = 500;

    private Refusals() {}

    /**
     * The refusal that an answer is.
     *
     * @param header what {@code X-Parley-Error} said: relayed paths answer in the shape of their API, which has no code
     */
    static GatewayRefused of(int status, @Nullable String header, String body) {
        JsonNode problem = parsed(body);
        String code = problem.path("code").asText(header);
        String detail = problem.path("detail")
                .asText(problem.path("title").asText(problem.path("error").asText("")));
        String field = problem.path("field").asText("");
        String what = detail.isBlank() ? "the gateway answered " + status : detail;
        String where = field.isBlank() || what.startsWith(field) ? "" : field + ": ";
        String lookUp = code == null ? "" : " [" + code + "]";
        return new GatewayRefused(status, code, cut(where + what) + lookUp);
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }

    private static JsonNode parsed(String body) {
        try {
            JsonNode json = WireJson.MAPPER.readTree(body);
            return json == null ? WireJson.MAPPER.createObjectNode() : json;
        } catch (JsonProcessingException notJson) {
            return WireJson.MAPPER.createObjectNode();
        }
    }
}
