package dev.parley.simulatednode.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.simulatednode.json.GoJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that fit a JSON schema, made from the words of the conversation. */
final class JsonFill {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}]+");
    private static final int DEEPEST = 20;

    private final String source;
    private final RandomGenerator random;

    private JsonFill(String source, RandomGenerator random) {
        this.source = source;
        this.random = random;
    }

    /** The text of a value for the request's format; without a schema an object with one field. */
    static Draft text(Ask ask, RandomGenerator random) {
        JsonNode format = ask.format();
        boolean schema = format != null && format.isObject();
        JsonNode value = schema
                ? value(format, ask.lastFrom("user"), random)
                : JSON.objectNode().put("answer", Lorem.words(6, random));
        return Draft.text(GoJson.value(value));
    }

    static JsonNode value(@Nullable JsonNode schema, String source, RandomGenerator random) {
        return new JsonFill(source, random).fill(schema == null ? JSON.objectNode() : schema, 0);
    }

    private JsonNode fill(JsonNode schema, int depth) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").isArray() && !schema.get("enum").isEmpty()) {
            return schema.get("enum").get(0);
        }
        if (depth > DEEPEST) {
            return JSON.nullNode();
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> JSON.numberNode(integer(schema));
            case "number" -> JSON.numberNode((double) integer(schema));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(schema));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray() && !type.isEmpty()) {
            return type.get(0).asText();
        }
        return type.asText(schema.has("properties") ? "object" : schema.has("items") ? "array" : "string");
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.isEmpty() || required.contains(property.getKey())) {
                object.set(property.getKey(), fill(property.getValue(), depth + 1));
            }
        }
        required.stream().filter(name -> !object.has(name)).forEach(name -> object.put(name, ""));
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = Math.max(
                schema.path("minItems").asInt(0),
                Math.min(2, schema.path("maxItems").asInt(2)));
        for (int i = 0; i < size; i++) {
            array.add(fill(schema.path("items"), depth + 1));
        }
        return array;
    }

    private long integer(JsonNode schema) {
        long least =
                schema.path("minimum").asLong(schema.path("exclusiveMinimum").asLong(-1) + 1);
        long most = schema.path("maximum").asLong(Math.max(least, 100));
        Matcher number = NUMBER.matcher(source);
        while (number.find()) {
            long found = Long.parseLong(number.group());
            if (found >= least && found <= most) {
                return found;
            }
        }
        return least + random.nextLong(Math.max(1, most - least + 1));
    }

    private String text(JsonNode schema) {
        List<String> names =
                NAME.matcher(source).results().map(result -> result.group()).toList();
        String word = names.isEmpty() ? Lorem.words(2, random) : names.get(names.size() - 1);
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        StringBuilder text = new StringBuilder(word);
        while (text.length() < schema.path("minLength").asInt(0)) {
            text.append(' ').append(word);
        }
        return text.length() > longest ? text.substring(0, longest) : text.toString();
    }
}
