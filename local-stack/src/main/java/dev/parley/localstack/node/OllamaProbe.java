package dev.parley.localstack.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.localstack.part.HttpProbe;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Asks whether an Ollama is there that could take part in a conversation. */
final class OllamaProbe {

    /** Loopback answers in a millisecond; a machine that sleeps may need longer, and nobody should wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Enough to find one that completes; old versions tell it only model by model. */
    private static final int ASKED_ONE_BY_ONE = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private OllamaProbe() {}

    /** Whether it lists at least one model that completes text. */
    static boolean canConverse(URI node) {
        return HttpProbe.get(URI.create(node + "/api/tags"), Map.of(), PATIENCE)
                .flatMap(OllamaProbe::parsed)
                .map(tags -> anyCompletes(node, tags.path("models")))
                .orElse(false);
    }

    private static boolean anyCompletes(URI node, JsonNode models) {
        if (elements(models).anyMatch(model -> completes(model.path("capabilities")))) {
            return true;
        }
        return elements(models)
                .filter(model -> !model.has("capabilities"))
                .limit(ASKED_ONE_BY_ONE)
                .anyMatch(model -> completesWhenAsked(node, model.path("name").asText()));
    }

    private static boolean completesWhenAsked(URI node, String model) {
        String question = JSON.createObjectNode().put("model", model).toString();
        JsonNode shown = HttpProbe.post(URI.create(node + "/api/show"), question, PATIENCE)
                .flatMap(OllamaProbe::parsed)
                .orElse(JSON.createObjectNode());
        // Versions before capabilities were told: embedding models are all of the BERT family.
        return shown.has("capabilities")
                ? completes(shown.path("capabilities"))
                : shown.has("details") && !shown.at("/details/family").asText().contains("bert");
    }

    private static boolean completes(JsonNode capabilities) {
        return elements(capabilities).anyMatch(capability -> capability.asText().equals("completion"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Optional<JsonNode> parsed(String json) {
        try {
            return Optional.of(JSON.readTree(json));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
