package dev.parley.agent.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Makes one sentence of an error answer: what is wrong, at which field, and the code to look up. */
final class Refusals {

    /** A sentence, not a page. */
    private static final int LONGEST = 500;

    private Refusals() {}

    static GatewayRefused of(int status, String body) {
        JsonNode problem = parsed(body);
        String code = problem.path("code").asText(null);
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
