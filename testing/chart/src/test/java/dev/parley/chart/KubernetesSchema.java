package dev.parley.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' own description of its objects, read strictly: what is not described is refused, a quantity must be one, and an
 * integer or a text is nothing else.
 */
final class KubernetesSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUANTITY =
            "^[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$";

    private final Map<String, JsonSchema> kinds = new LinkedHashMap<>();

    KubernetesSchema() {
        ObjectNode document = read();
        ObjectNode definitions = (ObjectNode) document.get("definitions");
        definitions.properties().forEach(each -> strict(each.getKey(), (ObjectNode) each.getValue()));
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4);
        definitions.properties().forEach(each -> {
            for (JsonNode kind : each.getValue().path("x-kubernetes-group-version-kind")) {
                if (each.getValue().at("/properties/metadata").isObject()) {
                    ObjectNode whole = JSON.createObjectNode().put("$ref", "#/definitions/" + each.getKey());
                    whole.set("definitions", definitions);
                    kinds.put(name(kind), factory.getSchema(whole));
                }
            }
        });
    }

    /** Whether objects of this kind are described here. */
    boolean knows(JsonNode object) {
        return kinds.containsKey(nameOf(object));
    }

    /** What is wrong with an object; nothing if all is well. */
    List<String> faults(JsonNode object) {
        return kinds.get(nameOf(object)).validate(withoutNulls(object)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static String name(JsonNode kind) {
        String group = kind.path("group").asText();
        return (group.isEmpty() ? "" : group + "/") + kind.path("version").asText() + " "
                + kind.path("kind").asText();
    }

    private static String nameOf(JsonNode object) {
        return object.path("apiVersion").asText() + " " + object.path("kind").asText();
    }

    private static void strict(String name, ObjectNode definition) {
        if (name.endsWith(".Quantity")) {
            definition.removeAll();
            definition.putArray("type").add("string").add("number");
            definition.put("pattern", QUANTITY);
        } else if (name.endsWith(".IntOrString")) {
            definition.removeAll();
            definition.putArray("type").add("string").add("integer");
        } else if (definition.has("properties")) {
            definition.put("additionalProperties", false);
        }
    }

    /** A server takes what is null for absent; so does this, at every depth but in lists. */
    private static JsonNode withoutNulls(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode kept = JSON.createObjectNode();
            object.properties().stream()
                    .filter(each -> !each.getValue().isNull())
                    .forEach(each -> kept.set(each.getKey(), withoutNulls(each.getValue())));
            return kept;
        }
        if (value.isArray()) {
            var kept = JSON.createArrayNode();
            value.forEach(each -> kept.add(withoutNulls(each)));
            return kept;
        }
        return value;
    }

    private static ObjectNode read() {
        try (InputStream file = KubernetesSchema.class.getResourceAsStream("/kubernetes/kubernetes.json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
