package dev.parley.agent.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What Ollama has.
 *
 * @param installed on its disk, newest first; without models that only lead to a cloud
 * @param warm names of those in memory
 */
public record Catalogue(List<Installed> installed, List<String> warm) {

    /** What is known of an Ollama that does not answer. */
    public static final Catalogue NOTHING = new Catalogue(List.of(), List.of());

    static Catalogue of(JsonNode tags, JsonNode ps) {
        List<Installed> installed = new ArrayList<>();
        for (JsonNode each : tags.path("models")) {
            String name = each.path("name").asText("");
            if (!name.isEmpty() && each.path("remote_host").asText("").isEmpty()) {
                installed.add(new Installed(name, each.path("digest").asText("")));
            }
        }
        List<String> warm = new ArrayList<>();
        for (JsonNode each : ps.path("models")) {
            String name = each.path("name").asText("");
            if (!name.isEmpty()) {
                warm.add(name);
            }
        }
        return new Catalogue(List.copyOf(installed), List.copyOf(warm));
    }
}
