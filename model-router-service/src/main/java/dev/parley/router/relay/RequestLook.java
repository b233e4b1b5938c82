package dev.parley.router.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request's body after the one look that is taken into it. Only keys of the outermost object count; they
 * are matched whatever their case, as a node matches them. Two keys that fold to the same of those that decide where a
 * request goes are refused: a node could read the other one.
 */
final class RequestLook {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> DECIDING = Set.of("model", "name", "source", "stream");

    private final Buffer body;
    private final Set<String> seen = new HashSet<>();
    private @Nullable String model;
    private @Nullable String name;
    private @Nullable Boolean stream;
    private int modelStart;
    private int modelEnd;

    private RequestLook(Buffer body) {
        this.body = body;
    }

    /** @throws MalformedRequest if it cannot be read, with what a node would say where that is known */
    static RequestLook at(Buffer body) throws MalformedRequest {
        if (body.length() == 0) {
            throw new MalformedRequest("missing request body");
        }
        RequestLook look = new RequestLook(body);
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            look.read(parser);
        } catch (IOException e) {
            throw new MalformedRequest("invalid JSON in the request body");
        }
        return look;
    }

    /** As it came. */
    Buffer body() {
        return body;
    }

    /** The model asked for, as spelled; empty if there is none or it is blank. */
    Optional<String> model(boolean orName) {
        Optional<String> asked = Optional.ofNullable(model).filter(text -> !text.isEmpty());
        return orName ? asked.or(() -> Optional.ofNullable(name)) : asked;
    }

    /** Whether the answer is to be streamed, if the request says. */
    Optional<Boolean> stream() {
        return Optional.ofNullable(stream);
    }

    /** The same body asking for another model. */
    Buffer withModel(String chosen) {
        return Buffer.buffer(body.length() + chosen.length())
                .appendBuffer(body, 0, modelStart)
                .appendString(Json.encode(chosen))
                .appendBuffer(body, modelEnd, body.length() - modelEnd);
    }

    private void read(JsonParser parser) throws IOException, MalformedRequest {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedRequest("the request body is not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = folded(parser.currentName());
            parser.nextToken();
            if (DECIDING.contains(key)) {
                if (!seen.add(key)) {
                    throw new MalformedRequest("duplicate key \"" + key + "\" in the request body");
                }
                readDeciding(key, parser);
            }
            parser.skipChildren();
        }
    }

    private void readDeciding(String key, JsonParser parser) throws IOException, MalformedRequest {
        switch (key) {
            case "model" -> {
                modelStart = (int) parser.currentTokenLocation().getByteOffset();
                model = text(key, parser);
                modelEnd = (int) parser.currentLocation().getByteOffset();
            }
            case "name" -> name = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
            case "stream" -> stream = parser.currentToken().isBoolean() ? parser.getBooleanValue() : null;
            default -> {
                // Only its being there once matters.
            }
        }
    }

    private static @Nullable String text(String key, JsonParser parser) throws IOException, MalformedRequest {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            default -> throw new MalformedRequest("json: cannot unmarshal into field " + key + " of type string");
        };
    }

    /** As Go folds a key: two letters outside ASCII count as their plain forms. */
    private static String folded(String key) {
        return key.replace('\u017f', 's').replace('\u212a', 'k').toLowerCase(Locale.ROOT);
    }

    /** The body cannot be understood. */
    static final class MalformedRequest extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedRequest(String message) {
            super(message, null, false, false);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }
}
