package dev.parley.simulatednode.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Reads the first JSON value of a body as Go's decoder does, and fails with its texts. */
public final class GoJsonReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Go allows 10,000; recursion here is kept well inside a small stack. */
    private static final int DEEPEST = 500;

    private static final int END = -1;

    private final byte[] bytes;
    private int at;

    private GoJsonReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The first value; what follows it is not looked at. An empty body is {@code missing request body}. */
    public static JsonNode first(byte[] body) {
        GoJsonReader reader = new GoJsonReader(body);
        if (reader.skipSpace() == END) {
            throw new GoJsonException("missing request body");
        }
        return reader.value(0);
    }

    private JsonNode value(int depth) {
        if (depth > DEEPEST) {
            throw new GoJsonException("exceeded max depth");
        }
        int c = skipSpace();
        switch (c) {
            case '{':
                return object(depth);
            case '[':
                return array(depth);
            case '"':
                return NODES.textNode(string());
            case 't':
                return literal("true", NODES.booleanNode(true));
            case 'f':
                return literal("false", NODES.booleanNode(false));
            case 'n':
                return literal("null", NODES.nullNode());
            default:
                if (c == '-' || isDigit(c)) {
                    return number();
                }
                throw unexpected(c, "looking for beginning of value");
        }
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        at++;
        int c = skipSpace();
        if (c == '}') {
            at++;
            return object;
        }
        while (true) {
            if (skipSpace() != '"') {
                throw unexpected(peek(), "looking for beginning of object key string");
            }
            String key = string();
            if (skipSpace() != ':') {
                throw unexpected(peek(), "after object key");
            }
            at++;
            object.set(key, value(depth + 1));
            c = skipSpace();
            at++;
            if (c == '}') {
                return object;
            }
            if (c != ',') {
                throw unexpected(c, "after object key:value pair");
            }
        }
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        at++;
        if (skipSpace() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value(depth + 1));
            int c = skipSpace();
            at++;
            if (c == ']') {
                return array;
            }
            if (c != ',') {
                throw unexpected(c, "after array element");
            }
        }
    }

    private String string() {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        StringBuilder text = new StringBuilder();
        at++;
        while (true) {
            int c = peek();
            at++;
            if (c == '"') {
                return flush(plain, text).toString();
            } else if (c == '\\') {
                escape(flush(plain, text));
            } else if (c < ' ') {
                throw unexpected(c, "in string literal");
            } else {
                plain.write(c);
            }
        }
    }

    private static StringBuilder flush(ByteArrayOutputStream plain, StringBuilder text) {
        if (plain.size() > 0) {
            text.append(plain.toString(StandardCharsets.UTF_8));
            plain.reset();
        }
        return text;
    }

    private void escape(StringBuilder text) {
        int c = peek();
        at++;
        int index = "\"\\/bfnrt".indexOf(c);
        if (c == 'u') {
            int unit = 0;
            for (int i = 0; i < 4; i++, at++) {
                int digit = Character.digit(peek(), 16);
                if (digit < 0) {
                    throw unexpected(peek(), "in \\u hexadecimal character escape");
                }
                unit = unit * 16 + digit;
            }
            text.append((char) unit);
        } else if (index >= 0) {
            text.append("\"\\/\b\f\n\r\t".charAt(index));
        } else {
            throw unexpected(c, "in string escape code");
        }
    }

    private JsonNode literal(String word, JsonNode node) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                throw unexpected(peek(), "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        return node;
    }

    private JsonNode number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        boolean integral = true;
        if (at < bytes.length && bytes[at] == '.') {
            at++;
            digits("after decimal point in numeric literal");
            integral = false;
        }
        if (at < bytes.length && (bytes[at] | 0x20) == 'e') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
            integral = false;
        }
        String text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
        return integral ? integer(new BigInteger(text)) : NODES.numberNode(Double.parseDouble(text));
    }

    private static JsonNode integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    private void digits(String where) {
        if (!isDigit(peek())) {
            throw unexpected(peek(), where);
        }
        while (at < bytes.length && isDigit(bytes[at])) {
            at++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private int peek() {
        return at < bytes.length ? bytes[at] & 0xff : END;
    }

    private int skipSpace() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        return peek();
    }

    private static GoJsonException unexpected(int c, String where) {
        if (c == END) {
            return new GoJsonException("unexpected EOF");
        }
        String shown = switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            case '\\' -> "'\\\\'";
            default -> c < ' ' ? String.format("'\\x%02x'", c) : "'" + (char) c + "'";
        };
        return new GoJsonException("invalid character " + shown + " " + where);
    }
}
