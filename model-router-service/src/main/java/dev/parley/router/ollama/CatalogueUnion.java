package dev.parley.router.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.node.NodeKind;
import dev.parley.router.alias.Readings;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.ExposedDigests;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.LoadedModel;
import dev.parley.router.node.NodeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pool's catalogue as if it were one node's. A node that is away counts with what it was last known to have; where
 * nodes mean different manifests by one name, only those count that have the exposed one.
 */
public final class CatalogueUnion {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CatalogueUnion() {}

    /** {@code /api/tags}: one entry a name, newest first. */
    public static String tags(Collection<NodeView> nodes, AllowedModels allowed, List<Readings.Shown> aliases) {
        List<ObjectNode> entries = new ArrayList<>();
        listed(ollama(nodes), allowed, aliases).forEach((name, model) -> {
            ObjectNode entry = (ObjectNode) GoJson.read(model.entry());
            entries.add(
                    model.name().equals(name)
                            ? entry
                            : entry.put("name", name.display()).put("model", name.display()));
        });
        entries.sort(Comparator.comparing((ObjectNode entry) -> time(entry, "modified_at"))
                .reversed());
        return models(entries);
    }

    /** {@code /api/ps}: one entry a model and digest; sizes summed, latest expiry, smallest context. */
    public static String loaded(Collection<NodeView> nodes, AllowedModels allowed) {
        Map<String, ObjectNode> entries = new LinkedHashMap<>();
        for (NodeView node : ollama(nodes)) {
            for (LoadedModel model : node.catalogue().loaded().values()) {
                if (!allowed.include(model.name())) {
                    continue;
                }
                ObjectNode entry = (ObjectNode) GoJson.read(model.entry());
                String key = model.name() + "@" + entry.path("digest").asText();
                entries.merge(key, entry, CatalogueUnion::together);
            }
        }
        List<ObjectNode> longestFirst = new ArrayList<>(entries.values());
        longestFirst.sort(Comparator.comparing((ObjectNode entry) -> time(entry, "expires_at"))
                .reversed());
        return models(longestFirst);
    }

    /** {@code /v1/models}: of every kind of node. */
    public static String openAiModels(Collection<NodeView> nodes, AllowedModels allowed, List<Readings.Shown> aliases) {
        ArrayNode data = JSON.arrayNode();
        listed(nodes, allowed, aliases).forEach((name, model) -> {
            ObjectNode entry = openAiModel(model);
            data.add(model.name().equals(name) ? entry : entry.put("id", name.display()));
        });
        ObjectNode list = JSON.objectNode().put("object", "list");
        list.set("data", data.isEmpty() ? JSON.nullNode() : data);
        return GoJson.write(list) + "\n";
    }

    /** {@code /api/version}: the lowest of the pool, since a caller may be sent to that node; empty if none is known. */
    public static Optional<String> version(Collection<NodeView> nodes) {
        return nodes.stream()
                .map(node -> node.catalogue().version())
                .flatMap(Optional::stream)
                .map(PlainVersion::parse)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(PlainVersion::toString);
    }

    /** {@code /api/version}'s body. */
    public static String versionBody(String version) {
        return GoJson.write(JSON.objectNode().put("version", version));
    }

    private static List<NodeView> ollama(Collection<NodeView> nodes) {
        return nodes.stream()
                .filter(node -> node.node().kind() == NodeKind.OLLAMA)
                .toList();
    }

    /** By name, the allowed models that have the exposed digest. */
    private static Map<ModelName, List<HostedModel>> exposed(Collection<NodeView> nodes, AllowedModels allowed) {
        Map<ModelName, List<HostedModel>> byName = nodes.stream()
                .flatMap(node -> node.catalogue().models().values().stream())
                .filter(model -> allowed.include(model.name()))
                .collect(Collectors.groupingBy(HostedModel::name, LinkedHashMap::new, Collectors.toList()));
        byName.replaceAll((name, models) -> {
            Optional<String> digest = ExposedDigests.of(name, nodes);
            return models.stream()
                    .filter(model -> digest.isEmpty() || digest.equals(model.knownDigest()))
                    .toList();
        });
        return byName;
    }

    /** By name, the newest of each; an alias is what the heaviest of its models is that any node has. */
    private static Map<ModelName, HostedModel> listed(
            Collection<NodeView> nodes, AllowedModels allowed, List<Readings.Shown> aliases) {
        Map<ModelName, HostedModel> listed = new LinkedHashMap<>();
        exposed(nodes, allowed).forEach((name, models) -> listed.put(name, newest(models)));
        if (!aliases.isEmpty()) {
            Map<ModelName, List<HostedModel>> all = exposed(nodes, AllowedModels.ALL);
            aliases.forEach(alias -> alias.models().stream()
                    .filter(all::containsKey)
                    .findFirst()
                    .ifPresent(model -> listed.put(alias.name(), newest(all.getOrDefault(model, List.of())))));
        }
        return listed;
    }

    private static HostedModel newest(List<HostedModel> models) {
        return models.stream()
                .max(Comparator.comparing(
                        model -> Optional.ofNullable(model.modified()).orElse(Instant.MIN)))
                .orElseThrow();
    }

    private static ObjectNode together(ObjectNode one, ObjectNode other) {
        ObjectNode sum =
                time(one, "expires_at").isBefore(time(other, "expires_at")) ? other.deepCopy() : one.deepCopy();
        for (String size : List.of("size", "size_vram")) {
            sum.put(size, one.path(size).asLong() + other.path(size).asLong());
        }
        sum.put(
                "context_length",
                Math.min(
                        one.path("context_length").asLong(),
                        other.path("context_length").asLong()));
        return sum;
    }

    private static Instant time(JsonNode entry, String field) {
        return Optional.ofNullable(CatalogueReader.instant(entry.path(field).asText(null)))
                .orElse(Instant.MIN);
    }

    private static ObjectNode openAiModel(HostedModel model) {
        ObjectNode entry = (ObjectNode) GoJson.read(model.entry());
        if (entry.has("id")) {
            return entry;
        }
        long created = Optional.ofNullable(model.modified())
                .map(Instant::getEpochSecond)
                .orElse(0L);
        return JSON.objectNode()
                .put("id", model.listed())
                .put("object", "model")
                .put("created", created)
                .put("owned_by", model.name().namespace());
    }

    private static String models(List<ObjectNode> entries) {
        ArrayNode models = JSON.arrayNode().addAll(entries);
        return GoJson.write(JSON.objectNode().set("models", models));
    }
}
