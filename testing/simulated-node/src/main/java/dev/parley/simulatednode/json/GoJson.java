package dev.parley.simulatednode.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one JSON object exactly as Go's encoder does: compact, in the order of the calls, with its escapes. */
public final class GoJson {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder(192).append('{');

    private GoJson() {}

    public static GoJson object() {
        return new GoJson();
    }

    public GoJson put(String name, String value) {
        quote(value, key(name));
        return this;
    }

    public GoJson put(String name, long value) {
        key(name).append(value);
        return this;
    }

    public GoJson put(String name, boolean value) {
        key(name).append(value);
        return this;
    }

    /** The field with a value that is JSON already. */
    public GoJson raw(String name, CharSequence json) {
        key(name).append(json);
        return this;
    }

    /** {@code omitempty} for text: absent when null or empty. */
    public GoJson optional(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? this : put(name, value);
    }

    /** {@code omitempty} for numbers: absent when zero. */
    public GoJson optional(String name, long value) {
        return value == 0 ? this : put(name, value);
    }

    /** {@code omitempty} for lists and objects: absent when there is none. */
    public GoJson optionalRaw(String name, @Nullable CharSequence json) {
        return json == null ? this : raw(name, json);
    }

    @Override
    public String toString() {
        return out + "}";
    }

    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    private StringBuilder key(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        return quote(name, out).append(':');
    }

    public static String quote(String text) {
        return quote(text, new StringBuilder(text.length() + 8)).toString();
    }

    public static String array(List<? extends CharSequence> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    public static String strings(List<String> values) {
        return array(values.stream().map(GoJson::quote).toList());
    }

    /** Any tree, objects in the order they have (Go keeps a struct's order; sort before for a map). */
    public static String value(JsonNode node) {
        StringBuilder text = new StringBuilder();
        append(node, text);
        return text.toString();
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            char separator = '{';
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                quote(field.getKey(), text.append(separator)).append(':');
                append(field.getValue(), text);
                separator = ',';
            }
            text.append(separator == '{' ? "{}" : "}");
        } else if (node.isArray()) {
            char separator = '[';
            for (JsonNode element : node) {
                append(element, text.append(separator));
                separator = ',';
            }
            text.append(separator == '[' ? "[]" : "]");
        } else if (node.isTextual()) {
            quote(node.textValue(), text);
        } else if (node.isFloatingPointNumber()) {
            text.append(GoNumber.of(node.doubleValue()));
        } else {
            text.append(node);
        }
    }

    private static StringBuilder quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                escape(c, out);
            }
        }
        return out.append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '<', '>', '&', '\u2028', '\u2029' -> unicode(c, out);
            default -> {
                if (c < ' ') {
                    unicode(c, out);
                } else {
                    out.append(Character.isSurrogate(c) ? '\uFFFD' : c);
                }
            }
        }
    }

    private static void unicode(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX[(c >> shift) & 0xf]);
        }
    }
}
