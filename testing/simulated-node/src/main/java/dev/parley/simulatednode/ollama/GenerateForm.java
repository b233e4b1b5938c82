package dev.parley.simulatednode.ollama;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.content.Tokens;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.generation.AnswerForm;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.json.GoTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records of {@code /api/generate}.
 *
 * @param prompt for the {@code context} of the final record; null when there is none, as with raw prompts
 */
record GenerateForm(String model, @Nullable String prompt) implements AnswerForm {

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
        GoJson record = record(at, piece.text(), piece.thinking())
                .put("done", false)
                .optionalRaw("logprobs", NativeJson.probabilities(piece.probabilities()));
        return List.of(NativeJson.line(record));
    }

    @Override
    public List<byte[]> ending(Answer answer, Metrics metrics, Instant at) {
        return List.of(NativeJson.line(ended(record(at, "", ""), answer, metrics)));
    }

    @Override
    public List<byte[]> brokenEnding(String text) {
        return NativeJson.error(text);
    }

    @Override
    public byte[] whole(List<Piece> pieces, Answer answer, Metrics metrics, Instant at) {
        GoJson all = record(at, NativeJson.text(pieces), NativeJson.thinking(pieces));
        return ended(all, answer, metrics)
                .optionalRaw("logprobs", NativeJson.probabilities(NativeJson.allProbabilities(pieces)))
                .bytes();
    }

    @Override
    public byte[] idle(String reason, Instant at) {
        return record(at, "", "").put("done", true).put("done_reason", reason).bytes();
    }

    @Override
    public byte[] rendered(String text, int images, Instant at) {
        return record(at, "", "")
                .put("done", false)
                .raw("_debug_info", NativeJson.debug(text, images))
                .bytes();
    }

    private GoJson record(Instant at, String response, String thinking) {
        return GoJson.object()
                .put("model", model)
                .put("created_at", GoTime.utc(at))
                .put("response", response)
                .optional("thinking", thinking);
    }

    private GoJson ended(GoJson record, Answer answer, Metrics metrics) {
        record.put("done", true).put("done_reason", answer.reason()).optionalRaw("context", context(answer));
        return metrics.into(record);
    }

    private @Nullable String context(Answer answer) {
        String start = prompt;
        if (start == null) {
            return null;
        }
        ScriptedAnswer scripted = answer.scripted();
        int[] ids = scripted == null ? null : scripted.identity().context();
        IntStream context = ids != null
                ? IntStream.of(ids)
                : IntStream.concat(
                        IntStream.of(Tokens.ids(start)), IntStream.of(Tokens.ids(NativeJson.text(answer.pieces()))));
        return context.mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
