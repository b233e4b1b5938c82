package dev.parley.agent.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Finds models that complete text among those that a pool lists. */
final class CompletingModels {

    /** Enough to find some that complete; old versions of Ollama tell it only model by model. */
    private static final int ASKED_ONE_BY_ONE = 8;

    /** Tells what is known of a model. */
    @FunctionalInterface
    interface Show {
        JsonNode of(String model) throws IOException;
    }

    private final Show show;
    private int asked;

    CompletingModels(Show show) {
        this.show = show;
    }

    /** The first of them, at most so many, in the order of the list. */
    List<String> first(int wanted, JsonNode models) throws IOException {
        List<String> found = new ArrayList<>();
        for (JsonNode model : models) {
            String name = model.path("name").asText();
            if (found.size() < wanted && !name.isBlank() && completes(name, model)) {
                found.add(name);
            }
        }
        return found;
    }

    private boolean completes(String name, JsonNode model) throws IOException {
        if (model.has("capabilities")) {
            return tellsCompletion(model);
        }
        if (asked == ASKED_ONE_BY_ONE) {
            return false;
        }
        asked++;
        JsonNode shown = shown(name);
        // Versions before capabilities were told: embedding models are all of the BERT family.
        return shown.has("capabilities")
                ? tellsCompletion(shown)
                : shown.has("details") && !shown.at("/details/family").asText().contains("bert");
    }

    /** Nothing, of a model whose node went away meanwhile. */
    private JsonNode shown(String name) throws IOException {
        try {
            return show.of(name);
        } catch (GatewayRefused unknown) {
            return WireJson.MAPPER.createObjectNode();
        }
    }

    private static boolean tellsCompletion(JsonNode model) {
        return StreamSupport.stream(model.path("capabilities").spliterator(), false)
                .anyMatch(capability -> capability.asText().equals("completion"));
    }
}
