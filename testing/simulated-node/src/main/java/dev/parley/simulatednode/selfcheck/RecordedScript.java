package dev.parley.simulatednode.selfcheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.content.TokenProbability;
import dev.parley.simulatednode.content.Tokens;
import dev.parley.simulatednode.content.ToolCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a recorded answer what a node would draw from its model or its clock: texts, calls, figures, moments
 * and numbers. Everything else must come from the node.
 */
final class RecordedScript {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CUT_MOMENT = Pattern.compile("\"created_at\":\"([-0-9]{10}T[0-9:]{8}\\.[0-9]+)$");

    private final List<Piece> pieces = new ArrayList<>();
    private final List<ToolCall> finalCalls = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private String reason = "stop";
    private @Nullable Metrics figures;
    private @Nullable Integer number;
    private int @Nullable [] context;
    private @Nullable List<double[]> vectors;

    /** Whether texts came in one object, which the node gathers from pieces of its own cutting. */
    private final boolean whole;

    private RecordedScript(boolean whole) {
        this.whole = whole;
    }

    /** The script of an exchange; empty when its answer says nothing. */
    static Optional<ScriptedAnswer> of(GoldenExchange exchange) {
        RecordedScript script = new RecordedScript(exchange.framing().equals("length"));
        for (String line : exchange.body().split("\n")) {
            String json = line.startsWith("data: ") ? line.substring("data: ".length()) : line;
            try {
                JsonNode record = json.startsWith("{") ? JSON.readTree(json) : JSON.missingNode();
                if (record.has("choices")) {
                    script.openAi(record);
                } else if (record.has("embeddings") || record.has("embedding") || record.has("data")) {
                    script.vectors(record);
                } else if (record.has("message") || record.has("response")) {
                    script.nativeRecord(record);
                }
            } catch (JsonProcessingException e) {
                script.brokenRecord(json);
            }
        }
        return script.pieces.isEmpty() && script.finalCalls.isEmpty() && script.vectors == null
                ? Optional.empty()
                : Optional.of(script.answer(exchange));
    }

    /** A record that was cut on purpose says nothing, but its moment may be told as far as the last digits. */
    private void brokenRecord(String json) {
        Matcher moment = CUT_MOMENT.matcher(json);
        if (moment.find()) {
            instants.add(Instant.parse(moment.group(1) + "17Z"));
        }
    }

    /** An answer that the node must cut itself has more to say than was recorded. */
    private ScriptedAnswer answer(GoldenExchange exchange) {
        boolean cut = reason.equals("length")
                || !exchange.end().equals("clean")
                || exchange.body().contains("\"error\"");
        if (cut) {
            pieces.addAll(List.of(Piece.text(" and", 1), Piece.text(" more", 1), Piece.text(" to say", 1)));
        }
        return new ScriptedAnswer(
                pieces, finalCalls, "stop", figures, instants, new ScriptedAnswer.Identity(number, context, vectors));
    }

    private void nativeRecord(JsonNode record) {
        boolean done = record.path("done").asBoolean();
        JsonNode message = record.has("message") ? record.path("message") : record;
        String text = message.path("content").asText(message.path("response").asText(""));
        String thinking = message.path("thinking").asText("");
        List<ToolCall> calls = calls(message.path("tool_calls"));
        instants.add(Instant.parse(record.path("created_at").asText()));
        if (!thinking.isEmpty()) {
            pieces.add(Piece.thinking(thinking, 1));
        }
        if (!text.isEmpty()) {
            said(text).forEach(part -> pieces.add(Piece.text(part, 1).with(probabilities(record.path("logprobs")))));
        }
        if (done) {
            finalCalls.addAll(calls);
            reason = record.path("done_reason").asText("stop");
            figures = figures(record);
            context = record.has("context") ? JSON.convertValue(record.get("context"), int[].class) : null;
        } else if (!calls.isEmpty()) {
            pieces.add(Piece.calls(calls, 1));
        }
    }

    /** A record of a stream is one piece; a whole answer is cut as the node cuts. */
    private List<String> said(String text) {
        return whole ? Tokens.of(text) : List.of(text);
    }

    private static Metrics figures(JsonNode record) {
        return new Metrics(
                record.path("total_duration").asLong(),
                record.path("load_duration").asLong(),
                record.path("prompt_eval_count").asInt(),
                record.path("prompt_eval_duration").asLong(),
                record.path("eval_count").asInt(),
                record.path("eval_duration").asLong());
    }

    private void openAi(JsonNode record) {
        String id = record.path("id").asText();
        number = Integer.valueOf(id.substring(id.lastIndexOf('-') + 1));
        instants.add(Instant.ofEpochSecond(record.path("created").asLong()));
        JsonNode usage = record.path("usage");
        if (usage.path("total_tokens").asInt() > 0) {
            figures = new Metrics(
                    0,
                    0,
                    usage.path("prompt_tokens").asInt(),
                    0,
                    usage.path("completion_tokens").asInt(),
                    0);
        }
        JsonNode choice = record.path("choices").path(0);
        if (choice.path("finish_reason").isTextual()) {
            reason = choice.path("finish_reason").asText();
        }
        JsonNode delta = choice.has("delta") ? choice.path("delta") : choice.path("message");
        String text = delta.path("content").asText(choice.path("text").asText(""));
        String reasoning = delta.path("reasoning").asText("");
        if (!reasoning.isEmpty()) {
            pieces.add(Piece.thinking(reasoning, 1));
        }
        if (!text.isEmpty()) {
            said(text).forEach(part -> pieces.add(Piece.text(part, 1)));
        }
        List<ToolCall> calls = calls(delta.path("tool_calls"));
        if (!calls.isEmpty()) {
            pieces.add(Piece.calls(calls, 1));
        }
    }

    private static List<ToolCall> calls(JsonNode calls) {
        List<ToolCall> found = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            JsonNode arguments = function.path("arguments");
            found.add(new ToolCall(
                    call.path("id").asText(),
                    function.path("index").asInt(call.path("index").asInt()),
                    function.path("name").asText(),
                    arguments.isTextual() ? tree(arguments.asText()) : arguments));
        }
        return found;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded tool call has arguments that are no JSON", e);
        }
    }

    private static List<TokenProbability> probabilities(JsonNode logprobs) {
        List<TokenProbability> found = new ArrayList<>();
        for (JsonNode each : logprobs) {
            found.add(new TokenProbability(
                    each.path("token").asText(),
                    each.path("logprob").asDouble(),
                    probabilities(each.path("top_logprobs"))));
        }
        return found;
    }

    private void vectors(JsonNode record) {
        List<double[]> found = new ArrayList<>();
        if (record.has("embedding")) {
            found.add(JSON.convertValue(record.get("embedding"), double[].class));
        }
        record.path("embeddings").forEach(each -> found.add(JSON.convertValue(each, double[].class)));
        record.path("data").forEach(each -> {
            JsonNode embedding = each.path("embedding");
            if (embedding.isArray()) {
                found.add(JSON.convertValue(embedding, double[].class));
            } else if (embedding.isTextual()) {
                found.add(decoded(embedding.asText()));
            }
        });
        vectors = found.isEmpty() ? null : found;
        if (record.has("total_duration")) {
            figures = figures(record);
        }
    }

    /** Little-endian float32. */
    private static double[] decoded(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        double[] vector = new double[bytes.remaining() / Float.BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = bytes.getFloat();
        }
        return vector;
    }
}
