package dev.parley.benchmarks.survival;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.benchmarks.house.Rest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts and stops conversations, and asks what was made of their ideas. */
record Conversations(URI gateway, String model) {

    /** Without an end and without pauses, so that somebody always speaks; answers are of a second and a half. */
    String start(int number) {
        Map<String, Object> agent = Map.of("model", model, "max_tokens", 45, "timeout", 30);
        Map<String, Object> wish = Map.of(
                "subject", "survival " + number,
                "machines", List.of(agent, agent),
                "num_rounds", 0,
                "pause_seconds", 0,
                "history_limit", 4);
        return Rest.send("POST", gateway.resolve("/api/conversations/start"), Optional.empty(), wish)
                .path("id")
                .asText();
    }

    void stop(String id) {
        Rest.send("POST", gateway.resolve("/api/conversations/" + id + "/stop"), Optional.empty(), Map.of());
    }

    List<JsonNode> ideas(String id) {
        List<JsonNode> ideas = new ArrayList<>();
        Rest.get(gateway.resolve("/api/conversations/" + id + "/ideas"))
                .path("ideas")
                .forEach(ideas::add);
        return ideas;
    }
}
