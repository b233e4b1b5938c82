package dev.parley.transport.relay.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes once through a body and notes where the keys are that matter. Long texts are passed by, never decoded. */
final class SeenKeys {

    /** Nodes know some thirty options; a body with more than this is meant to cost us something. */
    private static final int MOST_OPTIONS = 256;

    private static final Set<String> LOOKED_AT = Set.of(
            "model",
            "name",
            "source",
            "stream",
            "keep_alive",
            "options",
            "messages",
            "message",
            "prompt",
            "input",
            "shift",
            "max_tokens",
            "max_completion_tokens");

    final Set<String> carrying = new HashSet<>(4);
    Set<String> optionNames = Set.of();
    OptionalLong numPredict = OptionalLong.empty();
    OptionalLong maxTokens = OptionalLong.empty();

    boolean optionsFixAnswer;
    boolean fieldsFixAnswer;

    /** Allocated with the first: most requests set none. */
    Map<String, String> runnerOptions = Map.of();

    @Nullable
    String model;

    @Nullable
    Span modelAt;

    @Nullable
    String name;

    @Nullable
    Boolean stream;

    @Nullable
    Span keepAlive;

    /** {@code messages}, or {@code prompt} from its opening quote on. */
    @Nullable
    Span said;

    final Set<String> seen = new HashSet<>();
    private final JsonParser parser;
    private final Buffer body;

    private SeenKeys(JsonParser parser, Buffer body) {
        this.parser = parser;
        this.body = body;
    }

    static SeenKeys read(JsonParser parser, Buffer body) throws IOException, MalformedRequest {
        SeenKeys keys = new SeenKeys(parser, body);
        keys.read();
        return keys;
    }

    private void read() throws IOException, MalformedRequest {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedRequest("the request body is not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = folded(parser.currentName());
            parser.nextToken();
            if (LOOKED_AT.contains(key)) {
                if (!seen.add(key)) {
                    throw new MalformedRequest("duplicate key \"" + key + "\" in the request body");
                }
                look(key);
            } else if (fixesAnswer(key)) {
                fieldsFixAnswer = true;
            }
            parser.skipChildren();
        }
    }

    private void look(String key) throws IOException, MalformedRequest {
        switch (key) {
            case "model" -> {
                int start = here();
                model = text(key);
                modelAt = new Span(start, behind());
            }
            case "name" -> name = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
            case "stream" -> stream = parser.currentToken().isBoolean() ? parser.getBooleanValue() : null;
            case "keep_alive" -> {
                int start = here();
                parser.skipChildren();
                // Only now is a text read to its end.
                parser.getText();
                keepAlive = new Span(start, behind());
            }
            case "options" -> readOptions();
            case "max_tokens", "max_completion_tokens" -> maxTokens = larger(maxTokens, number());
            case "shift" -> setRunnerOption(key);
            case "messages", "prompt", "input" -> {
                int start = here();
                if (saysAnything()) {
                    carrying.add(key);
                    noteSaid(key, start);
                }
            }
            default -> {
                // Only its being there once matters.
            }
        }
    }

    private @Nullable String text(String key) throws IOException, MalformedRequest {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            default -> throw new MalformedRequest("json: cannot unmarshal into field " + key + " of type string");
        };
    }

    private void readOptions() throws IOException, MalformedRequest {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        optionNames = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String option = parser.currentName();
            optionNames.add(option);
            if (optionNames.size() > MOST_OPTIONS) {
                throw new MalformedRequest("more than " + MOST_OPTIONS + " options in the request body");
            }
            parser.nextToken();
            if (option.equals("num_predict")) {
                numPredict = number();
            } else if (RunnerOptions.isOne(option)) {
                setRunnerOption(option);
            } else if (fixesAnswer(option)) {
                optionsFixAnswer = true;
            }
            parser.skipChildren();
        }
    }

    /** No temperature, or a seed; one below 0 stands for any. */
    private boolean fixesAnswer(String key) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return false;
        }
        return key.equals("temperature") && parser.getDoubleValue() == 0
                || key.equals("seed") && parser.getDoubleValue() >= 0;
    }

    /** What has a wrong type a node refuses; it is not set then. */
    private void setRunnerOption(String option) throws IOException {
        if (!parser.currentToken().isBoolean() && !parser.currentToken().isNumeric()) {
            return;
        }
        if (runnerOptions.isEmpty()) {
            runnerOptions = new HashMap<>(4);
        }
        String value = parser.currentToken().isBoolean()
                ? String.valueOf(parser.getBooleanValue())
                : String.valueOf(number().orElseThrow());
        runnerOptions.put(option, value);
    }

    /** A list stands at its end by now; a text is not read, so its end is looked for no further than it matters. */
    private void noteSaid(String key, int start) {
        if (parser.currentToken() == JsonToken.END_ARRAY && key.equals("messages")) {
            said = new Span(start, behind());
        } else if (parser.currentToken() == JsonToken.VALUE_STRING && key.equals("prompt")) {
            said = new Span(start, endOfText(start, start + RequestLook.BEGINNING_BYTES));
        }
    }

    private int endOfText(int start, int atMost) {
        int end = Math.min(atMost, body.length());
        for (int i = start + 1; i < end; i++) {
            byte at = body.getByte(i);
            if (at == '\\') {
                i++;
            } else if (at == '"') {
                return i + 1;
            }
        }
        return end;
    }

    /** A number without its fraction, as a node takes it; beyond all bounds it is the largest there is. */
    private OptionalLong number() throws IOException {
        return parser.currentToken().isNumeric()
                ? OptionalLong.of((long) parser.getDoubleValue())
                : OptionalLong.empty();
    }

    private static OptionalLong larger(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.getAsLong() >= other.getAsLong() ? one : other;
    }

    /** Whether the value is neither null, nor an empty text, nor an empty list; leaves a list at its end. */
    private boolean saysAnything() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> false;
            case VALUE_STRING -> body.getByte(here() + 1) != '"';
            case START_ARRAY -> hasElement();
            default -> true;
        };
    }

    private boolean hasElement() throws IOException {
        boolean any = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            any = true;
            parser.skipChildren();
        }
        return any;
    }

    private int here() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int behind() {
        return (int) parser.currentLocation().getByteOffset();
    }

    /** As Go folds a key: two letters outside ASCII count as their plain forms. */
    private static String folded(String key) {
        return key.replace('\u017f', 's').replace('\u212a', 'k').toLowerCase(Locale.ROOT);
    }
}
