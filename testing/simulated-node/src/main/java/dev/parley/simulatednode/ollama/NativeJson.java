package dev.parley.simulatednode.ollama;

import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.TokenProbability;
import dev.parley.simulatednode.content.ToolCall;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.json.GoNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts that the native records share. */
public final class NativeJson {

    static final String NDJSON = "application/x-ndjson";
    static final String JSON = "application/json; charset=utf-8";

    private NativeJson() {}

    static byte[] line(GoJson record) {
        return (record + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static List<byte[]> error(String text) {
        return List.of(line(GoJson.object().put("error", text)));
    }

    static @Nullable String calls(List<ToolCall> calls) {
        return calls.isEmpty()
                ? null
                : GoJson.array(calls.stream().map(NativeJson::call).toList());
    }

    private static String call(ToolCall call) {
        GoJson function = GoJson.object()
                .put("index", call.index())
                .put("name", call.name())
                .raw("arguments", GoJson.value(call.arguments()));
        return GoJson.object()
                .optional("id", call.id())
                .raw("function", function.toString())
                .toString();
    }

    static @Nullable String probabilities(List<TokenProbability> found) {
        return found.isEmpty()
                ? null
                : GoJson.array(found.stream().map(NativeJson::probability).toList());
    }

    /** One token with its alternatives; the OpenAI surface writes it the same way. */
    public static String probability(TokenProbability token) {
        List<String> bytes = new ArrayList<>();
        for (byte each : token.token().getBytes(StandardCharsets.UTF_8)) {
            bytes.add(Integer.toString(each & 0xff));
        }
        return GoJson.object()
                .put("token", token.token())
                .raw("logprob", GoNumber.of(token.logarithm()))
                .raw("bytes", GoJson.array(bytes))
                .optionalRaw("top_logprobs", probabilities(token.alternatives()))
                .toString();
    }

    static String text(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    static String thinking(List<Piece> pieces) {
        return pieces.stream().map(Piece::thinking).collect(Collectors.joining());
    }

    static List<TokenProbability> allProbabilities(List<Piece> pieces) {
        return pieces.stream().flatMap(piece -> piece.probabilities().stream()).toList();
    }

    static String debug(String prompt, int images) {
        return GoJson.object()
                .put("rendered_template", prompt)
                .optional("image_count", images)
                .toString();
    }
}
