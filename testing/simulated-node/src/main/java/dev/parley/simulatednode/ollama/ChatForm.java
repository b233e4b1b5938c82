package dev.parley.simulatednode.ollama;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ToolCall;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.generation.AnswerForm;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.json.GoTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Records of {@code /api/chat}. */
record ChatForm(String model) implements AnswerForm {

    @Override
    public String streamType() {
        return NativeJson.NDJSON;
    }

    @Override
    public String wholeType() {
        return NativeJson.JSON;
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.NATIVE;
    }

    @Override
    public List<byte[]> piece(Piece piece, Instant at) {
        return List.of(NativeJson.line(record(at, message(piece.text(), piece.thinking(), piece.calls()), false)
                .optionalRaw("logprobs", NativeJson.probabilities(piece.probabilities()))));
    }

    @Override
    public List<byte[]> ending(Answer answer, Metrics metrics, Instant at) {
        GoJson last = record(at, message("", "", answer.finalCalls()), true).put("done_reason", answer.reason());
        return List.of(NativeJson.line(metrics.into(last)));
    }

    @Override
    public List<byte[]> brokenEnding(String text) {
        return NativeJson.error(text);
    }

    @Override
    public byte[] whole(List<Piece> pieces, Answer answer, Metrics metrics, Instant at) {
        List<ToolCall> calls = Stream.concat(
                        pieces.stream().flatMap(piece -> piece.calls().stream()), answer.finalCalls().stream())
                .toList();
        String message = message(NativeJson.text(pieces), NativeJson.thinking(pieces), calls);
        GoJson all = record(at, message, true)
                .put("done_reason", answer.reason())
                .optionalRaw("logprobs", NativeJson.probabilities(NativeJson.allProbabilities(pieces)));
        return metrics.into(all).bytes();
    }

    @Override
    public byte[] idle(String reason, Instant at) {
        return record(at, message("", "", List.of()), true)
                .put("done_reason", reason)
                .bytes();
    }

    @Override
    public byte[] rendered(String prompt, int images, Instant at) {
        String nobody = GoJson.object().put("role", "").put("content", "").toString();
        return record(at, nobody, false)
                .raw("_debug_info", NativeJson.debug(prompt, images))
                .bytes();
    }

    private GoJson record(Instant at, String message, boolean done) {
        return GoJson.object()
                .put("model", model)
                .put("created_at", GoTime.utc(at))
                .raw("message", message)
                .put("done", done);
    }

    private static String message(String content, String thinking, List<ToolCall> calls) {
        return GoJson.object()
                .put("role", "assistant")
                .put("content", content)
                .optional("thinking", thinking)
                .optionalRaw("tool_calls", NativeJson.calls(calls))
                .toString();
    }
}
