package dev.parley.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code values.yaml} with what its comments say of each key: the table of the README and the schema are made of it. A key is
 * described by {@code # --} and, in one line of JSON schema, by {@code # @schema}.
 */
final class ValuesDocument {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z][A-Za-z0-9]*):.*");

    private record Told(String text, JsonNode schema) {}

    private final ObjectNode values;
    private final Map<String, Told> told;
    private final List<String> untold = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final ObjectNode schema;

    ValuesDocument(String yaml) {
        try {
            this.values = (ObjectNode) Chart.YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        this.told = comments(yaml);
        ObjectNode root = group("", values);
        ((ObjectNode) root.get("properties")).putObject("global").put("type", "object");
        ObjectNode pool = (ObjectNode) root.at("/properties/pools/items/properties");
        if (pool.remove("$") != null) {
            ((ObjectNode) root.at("/properties/poolDefaults/properties"))
                    .properties().stream()
                            .filter(each -> !pool.has(each.getKey()))
                            .forEach(each -> pool.set(each.getKey(), each.getValue()));
        }
        this.schema = JSON.createObjectNode().put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.setAll(root);
    }

    /** Keys that have a value and no word about it. */
    List<String> untold() {
        return untold;
    }

    String schema() {
        return write(schema) + "\n";
    }

    /** Rows of a Markdown table. */
    String table() {
        return "| value | default | what and why |\n|---|---|---|\n" + String.join("\n", rows) + "\n";
    }

    private ObjectNode group(String path, ObjectNode group) {
        ObjectNode described = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = described.putObject("properties");
        group.properties().forEach(each -> {
            String key = path + each.getKey();
            Told said = told.get(key);
            if (each.getValue() instanceof ObjectNode inner && !inner.isEmpty() && said == null) {
                properties.set(each.getKey(), group(key + ".", inner));
            } else {
                properties.set(each.getKey(), leaf(key, each.getValue(), said));
            }
        });
        return described;
    }

    private ObjectNode leaf(String key, JsonNode value, Told said) {
        if (said == null) {
            untold.add(key);
            return JSON.createObjectNode();
        }
        rows.add("| `%s` | `%s` | %s |".formatted(key, shown(value), said.text().replace("|", "\\|")));
        ObjectNode described = JSON.createObjectNode().put("description", said.text());
        if (said.schema() instanceof ObjectNode schema && !schema.has("enum") && !schema.has("type")) {
            described.put("type", type(value));
        } else if (said.schema().isMissingNode()) {
            described.put("type", type(value));
        }
        if (said.schema() instanceof ObjectNode schema) {
            described.setAll(schema);
        }
        return described;
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? value.asText().isEmpty() ? "\"\"" : value.asText() : value.toString();
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> throw new IllegalArgumentException("no type of " + value + " (expected: one in # @schema)");
        };
    }

    private static Map<String, Told> comments(String yaml) {
        Map<String, Told> told = new LinkedHashMap<>();
        Deque<String> path = new ArrayDeque<>();
        List<String> text = new ArrayList<>();
        JsonNode schema = JSON.missingNode();
        for (String line : yaml.split("\n", -1)) {
            String trimmed = line.strip();
            Matcher key = KEY.matcher(line);
            if (trimmed.startsWith("# @schema ")) {
                schema = parse(trimmed.substring("# @schema ".length()));
            } else if (trimmed.startsWith("# -- ")) {
                text.add(trimmed.substring("# -- ".length()));
            } else if (trimmed.startsWith("# ") && !text.isEmpty()) {
                text.add(trimmed.substring(2));
            } else if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (!text.isEmpty()) {
                    told.put(String.join(".", path), new Told(String.join(" ", text), schema));
                }
                text.clear();
                schema = JSON.missingNode();
            } else {
                text.clear();
            }
        }
        return told;
    }

    private static JsonNode parse(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(schema, e);
        }
    }

    private static String write(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
