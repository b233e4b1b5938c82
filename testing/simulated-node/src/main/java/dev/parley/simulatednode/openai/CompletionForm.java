package dev.parley.simulatednode.openai;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.generation.AnswerForm;
import dev.parley.simulatednode.json.GoJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chunks and objects of {@code /v1/completions}; their field orders differ, and {@code created} is each chunk's own. */
final class CompletionForm implements AnswerForm {

    private final String model;
    private final boolean usage;
    private final CompletionId id;
    private long lastCreated;

    CompletionForm(String model, boolean usage, long number) {
        this.model = model;
        this.usage = usage;
        this.id = new CompletionId("cmpl-", number);
    }

    @Override
    public String streamType() {
        return OpenAiJson.SSE;
    }

    @Override
    public String wholeType() {
        return OpenAiJson.JSON;
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.OPENAI;
    }

    @Override
    public List<byte[]> piece(Piece piece, Instant at) {
        return List.of(chunk(model, choice(piece.text(), null), zero(), at));
    }

    @Override
    public List<byte[]> ending(Answer answer, Metrics metrics, Instant at) {
        List<byte[]> chunks = new ArrayList<>();
        chunks.add(chunk(model, choice("", answer.reason()), zero(), at));
        if (usage) {
            chunks.add(chunk(model, "", OpenAiJson.usage(metrics), at));
        }
        chunks.add(OpenAiJson.DONE);
        return chunks;
    }

    @Override
    public List<byte[]> brokenEnding(String text) {
        return List.of(chunk("", choice("", null), zero(), Instant.ofEpochSecond(lastCreated)));
    }

    @Override
    public byte[] whole(List<Piece> pieces, Answer answer, Metrics metrics, Instant at) {
        String text = pieces.stream().map(Piece::text).collect(Collectors.joining());
        return object(choice(text, answer.reason()), OpenAiJson.usage(metrics), at);
    }

    @Override
    public void script(ScriptedAnswer scripted) {
        id.script(scripted);
    }

    @Override
    public byte[] idle(String reason, Instant at) {
        return object(choice("", reason), OpenAiJson.usage(0, 0), at);
    }

    @Override
    public byte[] rendered(String prompt, int images, Instant at) {
        return idle("stop", at);
    }

    private byte[] object(String choice, String figures, Instant at) {
        return OpenAiJson.line(GoJson.object()
                .put("id", id.toString())
                .put("object", "text_completion")
                .put("created", at.getEpochSecond())
                .put("model", model)
                .put("system_fingerprint", "fp_ollama")
                .raw("choices", "[" + choice + "]")
                .raw("usage", figures));
    }

    private byte[] chunk(String from, String choice, @Nullable String figures, Instant at) {
        lastCreated = at.getEpochSecond();
        return OpenAiJson.event(GoJson.object()
                .put("id", id.toString())
                .put("object", "text_completion")
                .put("created", lastCreated)
                .raw("choices", "[" + choice + "]")
                .put("model", from)
                .put("system_fingerprint", "fp_ollama")
                .optionalRaw("usage", figures));
    }

    private @Nullable String zero() {
        return usage ? OpenAiJson.usage(0, 0) : null;
    }

    private static String choice(String text, @Nullable String finish) {
        return GoJson.object()
                .put("text", text)
                .put("index", 0)
                .raw("finish_reason", finish == null ? "null" : GoJson.quote(finish))
                .toString();
    }
}
