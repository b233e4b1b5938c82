package dev.parley.simulatednode.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object into the fields of a Go struct: names match without regard to case, null means absent, and a
 * wrong type fails with the decoder's text.
 */
public final class Fields {

    private final JsonNode object;
    private final String struct;
    private final String path;

    private Fields(JsonNode object, String struct, String path) {
        this.object = object;
        this.struct = struct;
        this.path = path;
    }

    /** The whole body as the named struct. */
    public static Fields of(JsonNode body, String struct) {
        if (!body.isObject() && !body.isNull()) {
            throw new GoJsonException("json: cannot unmarshal " + kind(body) + " into Go value of type api." + struct);
        }
        return new Fields(body, struct, "");
    }

    /** The raw value; null when absent or JSON null. */
    public @Nullable JsonNode raw(String name) {
        JsonNode exact = object.get(name);
        if (exact == null) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getKey().equalsIgnoreCase(name)) {
                    exact = field.getValue();
                }
            }
        }
        return exact == null || exact.isNull() ? null : exact;
    }

    /** Text, empty when absent. */
    public String text(String name) {
        JsonNode value = raw(name);
        if (value == null) {
            return "";
        }
        return expect(value, name, value.isTextual(), "string").textValue();
    }

    public @Nullable Boolean flag(String name) {
        JsonNode value = raw(name);
        return value == null
                ? null
                : expect(value, name, value.isBoolean(), "bool").booleanValue();
    }

    public boolean flag(String name, boolean otherwise) {
        Boolean value = flag(name);
        return value == null ? otherwise : value;
    }

    public long integer(String name, long otherwise) {
        JsonNode value = raw(name);
        return value == null
                ? otherwise
                : expect(value, name, value.isIntegralNumber(), "int").longValue();
    }

    public double number(String name, double otherwise) {
        JsonNode value = raw(name);
        return value == null
                ? otherwise
                : expect(value, name, value.isNumber(), "float64").doubleValue();
    }

    /** An object of any shape; null when absent. */
    public @Nullable JsonNode map(String name) {
        JsonNode value = raw(name);
        return value == null ? null : expect(value, name, value.isObject(), "map[string]interface {}");
    }

    /** A list of structs; null when absent. */
    public @Nullable List<Fields> list(String name, String element) {
        JsonNode value = raw(name);
        if (value == null) {
            return null;
        }
        expect(value, name, value.isArray(), "[]api." + element);
        List<Fields> elements = new ArrayList<>();
        for (JsonNode each : value) {
            expect(each, name, each.isObject() || each.isNull(), "api." + element);
            elements.add(new Fields(each, struct, path + name + "."));
        }
        return elements;
    }

    /** A list of texts; empty when absent. */
    public List<String> texts(String name) {
        JsonNode value = raw(name);
        if (value == null) {
            return List.of();
        }
        expect(value, name, value.isArray(), "[]string");
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            texts.add(expect(each, name, each.isTextual(), "string").textValue());
        }
        return texts;
    }

    /** The failure for a value of the wrong type. */
    public GoJsonException mismatch(JsonNode value, String name, String type) {
        return new GoJsonException("json: cannot unmarshal " + kind(value) + " into Go struct field " + struct + "."
                + path + name + " of type " + type);
    }

    private JsonNode expect(JsonNode value, String name, boolean fits, String type) {
        if (!fits) {
            throw mismatch(value, name, type);
        }
        return value;
    }

    private static String kind(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            return "number " + GoNumber.of(value.doubleValue());
        }
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT -> "object";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            default -> "string";
        };
    }
}
