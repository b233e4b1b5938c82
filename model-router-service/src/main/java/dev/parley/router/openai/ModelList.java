package dev.parley.router.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.HostedModel;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/models} of vLLM, of llama.cpp's server and of LM Studio. They tell no digest and not what is in memory. Their
 * names are taken as Ollama's are read, so that one name stands for the same thing everywhere in the pool; a server that calls
 * its model by the path of its file is known by the file's name.
 */
public final class ModelList {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Set<String> EMBEDS = Set.of("embedding");

    /** OpenAI's own way to name what does not complete; the list says it no other way. */
    private static final String EMBEDDING = "text-embedding";

    private ModelList() {}

    /** What is on the list, by name; of two that fold to one name the first. Entries that name nothing are left out. */
    public static Map<ModelName, HostedModel> read(byte[] json) throws IOException {
        Map<ModelName, HostedModel> models = new LinkedHashMap<>();
        for (JsonNode entry : JSON.readTree(json).path("data")) {
            String id = entry.path("id").asText();
            String shown = ModelName.parse(id).isPresent() ? id : fileName(id);
            ModelName.parse(shown).ifPresent(name -> models.putIfAbsent(name, model(name, id, shown, entry)));
        }
        return models;
    }

    private static HostedModel model(ModelName name, String id, String shown, JsonNode entry) {
        Optional<Instant> created = Optional.of(entry.path("created").asLong())
                .filter(seconds -> seconds > 0)
                .map(Instant::ofEpochSecond);
        Set<String> abilities = name.model().startsWith(EMBEDDING) ? EMBEDS : Set.of();
        return new HostedModel(name, id, null, created.orElse(null), abilities, told(shown, created, entry));
    }

    /** Only what every list has: others tell of paths on their disks. */
    private static String told(String shown, Optional<Instant> created, JsonNode entry) {
        return JSON.createObjectNode()
                .put("id", shown)
                .put("object", "model")
                .put("created", created.map(Instant::getEpochSecond).orElse(0L))
                .put("owned_by", entry.path("owned_by").asText("organization_owner"))
                .toString();
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
