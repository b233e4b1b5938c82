package dev.parley.router.cache;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request's body in the one form that all bodies have that mean the same to a node. White space and the way texts are
 * escaped never matter. The order of keys does not matter where a node reads them into fields: in the outermost object, in
 * {@code options} and in each message. Inside of those it stays as written: a schema's order is the order of the answer, and
 * a tool's is shown to the model.
 */
final class CanonicalBody {

    /** They say who is asked and how the answer travels, not what it is. */
    private static final Set<String> OUTSIDE = Set.of("model", "stream", "keep_alive", "user");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonGenerator out;

    private CanonicalBody(JsonGenerator out) {
        this.out = out;
    }

    /** @throws IOException if it cannot be read, or has a key twice: nodes differ in which one they take */
    static void write(Buffer body, OutputStream to) throws IOException {
        JsonNode root = JSON.readTree(body.getBytes());
        if (root == null || !root.isObject()) {
            throw new IOException("not an object");
        }
        try (JsonGenerator out = JSON.getFactory().createGenerator(to)) {
            new CanonicalBody(out).outermost(root);
        }
    }

    private void outermost(JsonNode root) throws IOException {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        for (var field : root.properties()) {
            String key = folded(field.getKey());
            if (fields.put(key, field.getValue()) != null) {
                throw new IOException("a key twice");
            }
        }
        out.writeStartObject();
        for (var field : fields.entrySet()) {
            // To a node null is the same as nothing.
            if (!OUTSIDE.contains(field.getKey()) && !field.getValue().isNull()) {
                out.writeFieldName(field.getKey());
                field(field.getKey(), field.getValue());
            }
        }
        out.writeEndObject();
    }

    private void field(String key, JsonNode value) throws IOException {
        if (key.equals("options") && value.isObject()) {
            sorted(value);
        } else if (key.equals("messages") && value.isArray()) {
            out.writeStartArray();
            for (JsonNode message : value) {
                sorted(message);
            }
            out.writeEndArray();
        } else {
            parameter(value);
        }
    }

    private void sorted(JsonNode object) throws IOException {
        if (!object.isObject()) {
            asWritten(object);
            return;
        }
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        out.writeStartObject();
        for (var field : fields.entrySet()) {
            out.writeFieldName(field.getKey());
            parameter(field.getValue());
        }
        out.writeEndObject();
    }

    /** A number by its value: nodes read it into one. */
    private void parameter(JsonNode value) throws IOException {
        if (value.isNumber()) {
            out.writeNumber(value.decimalValue().stripTrailingZeros().toString());
        } else {
            asWritten(value);
        }
    }

    private void asWritten(JsonNode value) throws IOException {
        JSON.writeTree(out, value);
    }

    /** As Go folds a key: two letters outside ASCII count as their plain forms. */
    private static String folded(String key) {
        return key.replace('\u017f', 's').replace('\u212a', 'k').toLowerCase(Locale.ROOT);
    }
}
