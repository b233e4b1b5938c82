package dev.parley.simulatednode.openai;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.content.ToolCall;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.generation.AnswerForm;
import dev.parley.simulatednode.json.GoJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chunks and objects of {@code /v1/chat/completions}; remembers whether the role and a tool call were told. */
final class ChatCompletionForm implements AnswerForm {

    private final String model;
    private final boolean usage;
    private final CompletionId id;
    private long created;
    private boolean roleTold;
    private boolean called;

    ChatCompletionForm(String model, boolean usage, long number) {
        this.model = model;
        this.usage = usage;
        this.id = new CompletionId("chatcmpl-", number);
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
        begin(at);
        List<byte[]> chunks = new ArrayList<>();
        boolean says = !piece.text().isEmpty() || !piece.calls().isEmpty();
        if (!piece.thinking().isEmpty() && says) {
            chunks.add(chunk(model, delta().put("reasoning", piece.thinking()), null, null));
            chunks.add(chunk(model, said(piece, ""), null, OpenAiJson.logprobs(piece.probabilities())));
        } else {
            chunks.add(chunk(model, said(piece, piece.thinking()), null, OpenAiJson.logprobs(piece.probabilities())));
        }
        return chunks;
    }

    private GoJson said(Piece piece, String reasoning) {
        called |= !piece.calls().isEmpty();
        return delta().put("content", piece.text())
                .optional("reasoning", reasoning)
                .optionalRaw("tool_calls", OpenAiJson.calls(piece.calls()));
    }

    private GoJson delta() {
        GoJson delta = GoJson.object();
        if (!roleTold) {
            roleTold = true;
            delta.put("role", "assistant");
        }
        return delta;
    }

    @Override
    public List<byte[]> ending(Answer answer, Metrics metrics, Instant at) {
        begin(at);
        List<byte[]> chunks = new ArrayList<>();
        if (!answer.finalCalls().isEmpty()) {
            chunks.addAll(piece(Piece.calls(answer.finalCalls(), 0), at));
        }
        chunks.add(chunk(model, GoJson.object(), called ? "tool_calls" : answer.reason(), null));
        if (usage) {
            chunks.add(OpenAiJson.event(frame(model, "chat.completion.chunk")
                    .raw("choices", "[]")
                    .raw("usage", OpenAiJson.usage(metrics))));
        }
        chunks.add(OpenAiJson.DONE);
        return chunks;
    }

    /** What a real node sends: an empty chunk without a model, and not a word of the error. */
    @Override
    public List<byte[]> brokenEnding(String text) {
        return List.of(chunk("", delta().put("content", ""), null, null));
    }

    @Override
    public byte[] whole(List<Piece> pieces, Answer answer, Metrics metrics, Instant at) {
        begin(at);
        List<ToolCall> calls = Stream.concat(
                        pieces.stream().flatMap(piece -> piece.calls().stream()), answer.finalCalls().stream())
                .toList();
        GoJson message = GoJson.object()
                .put("role", "assistant")
                .put("content", pieces.stream().map(Piece::text).collect(Collectors.joining()))
                .optional("reasoning", pieces.stream().map(Piece::thinking).collect(Collectors.joining()))
                .optionalRaw("tool_calls", OpenAiJson.calls(calls));
        GoJson choice = GoJson.object()
                .put("index", 0)
                .raw("message", message.toString())
                .put("finish_reason", calls.isEmpty() ? answer.reason() : "tool_calls")
                .optionalRaw(
                        "logprobs",
                        OpenAiJson.logprobs(pieces.stream()
                                .flatMap(piece -> piece.probabilities().stream())
                                .toList()));
        return OpenAiJson.line(frame(model, "chat.completion")
                .raw("choices", "[" + choice + "]")
                .raw("usage", OpenAiJson.usage(metrics)));
    }

    @Override
    public void script(ScriptedAnswer scripted) {
        id.script(scripted);
    }

    @Override
    public byte[] idle(String reason, Instant at) {
        begin(at);
        GoJson message = GoJson.object().put("role", "assistant").put("content", "");
        GoJson choice = GoJson.object()
                .put("index", 0)
                .raw("message", message.toString())
                .put("finish_reason", reason);
        return OpenAiJson.line(frame(model, "chat.completion")
                .raw("choices", "[" + choice + "]")
                .raw("usage", OpenAiJson.usage(0, 0)));
    }

    @Override
    public byte[] rendered(String prompt, int images, Instant at) {
        return idle("stop", at);
    }

    private void begin(Instant at) {
        if (created == 0) {
            created = at.getEpochSecond();
        }
    }

    private byte[] chunk(
            String from,
            GoJson delta,
            @org.jspecify.annotations.Nullable String finish,
            @org.jspecify.annotations.Nullable String logprobs) {
        GoJson choice = GoJson.object()
                .put("index", 0)
                .raw("delta", delta.toString())
                .raw("finish_reason", finish == null ? "null" : GoJson.quote(finish))
                .optionalRaw("logprobs", logprobs);
        return OpenAiJson.event(frame(from, "chat.completion.chunk").raw("choices", "[" + choice + "]"));
    }

    private GoJson frame(String from, String object) {
        return GoJson.object()
                .put("id", id.toString())
                .put("object", object)
                .put("created", created)
                .put("model", from)
                .put("system_fingerprint", "fp_ollama");
    }
}
