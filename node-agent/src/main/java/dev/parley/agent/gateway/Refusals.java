package dev.parley.agent.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one sentence of an error answer: what is wrong, at which field, and the code to look up. */
final class Refusals {

    /** A sentence, not a page. */
    private static final int LONGEST = 500;

    /** What to do about a refusal that has to do with who we are; the rest explains itself. */
    private static final Map<String, String> ADVICE = Map.of(
            "key-missing", "Set PARLEY_KEY to a key, or name its stack with --data.",
            "key-unknown", "Is PARLEY_KEY a key of this gateway?",
            "key-expired", "Ask for a new one: ./parley keys create.",
            "key-revoked", "Ask for a new one: ./parley keys create.",
            "scope-missing", "Use a key that may: ./parley keys create --scope ...");

    private Refusals() {}

    /**
     * The refusal that an answer is.
     *
     * @param header what {@code X-Parley-Error} said: relayed paths answer in the shape of their API, which has no code
     * @param retryAfter seconds, as the header of that name said
     */
    static GatewayRefused of(int status, @Nullable String header, @Nullable String retryAfter, String body) {
        JsonNode problem = parsed(body);
        String code = problem.path("code").asText(header);
        String detail = problem.path("detail").asText(problem.path("title").asText(error(problem)));
        String field = problem.path("field").asText("");
        String what = detail.isBlank() ? "the gateway answered " + status : detail;
        String where = field.isBlank() || what.startsWith(field) ? "" : field + ": ";
        String lookUp = code == null ? "" : " [" + code + "]";
        return new GatewayRefused(status, code, cut(where + what) + lookUp + advice(code, retryAfter));
    }

    private static String advice(@Nullable String code, @Nullable String retryAfter) {
        if (retryAfter != null && retryAfter.matches("\\d{1,9}")) {
            return " Try again in " + retryAfter + " s.";
        }
        return code == null || !ADVICE.containsKey(code) ? "" : " " + ADVICE.get(code);
    }

    /** Ollama's shape, or OpenAI's. */
    private static String error(JsonNode answer) {
        return answer.path("error").asText(answer.at("/error/message").asText(""));
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
