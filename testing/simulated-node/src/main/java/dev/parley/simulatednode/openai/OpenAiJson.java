package dev.parley.simulatednode.openai;

import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.TokenProbability;
import dev.parley.simulatednode.content.ToolCall;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Reply;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.ollama.NativeJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts that the OpenAI answers share. */
final class OpenAiJson {

    static final String JSON = "application/json";
    static final String SSE = "text/event-stream";
    static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    private OpenAiJson() {}

    static byte[] event(GoJson chunk) {
        return ("data: " + chunk + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] line(GoJson body) {
        return (body + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String usage(int prompt, int completion) {
        return GoJson.object()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion)
                .toString();
    }

    static String usage(Metrics metrics) {
        return usage(metrics.promptEvalCount(), metrics.evalCount());
    }

    static @Nullable String calls(List<ToolCall> calls) {
        return calls.isEmpty()
                ? null
                : GoJson.array(calls.stream().map(OpenAiJson::call).toList());
    }

    private static String call(ToolCall call) {
        GoJson function = GoJson.object().put("name", call.name()).put("arguments", GoJson.value(call.arguments()));
        return GoJson.object()
                .put("id", call.id())
                .put("index", call.index())
                .put("type", "function")
                .raw("function", function.toString())
                .toString();
    }

    static @Nullable String logprobs(List<TokenProbability> found) {
        return found.isEmpty()
                ? null
                : GoJson.object()
                        .raw(
                                "content",
                                GoJson.array(found.stream()
                                        .map(NativeJson::probability)
                                        .toList()))
                        .toString();
    }

    /** A refusal of the translation itself: another content type than other errors, and no newline. */
    static void refuse(Reply reply, String text) {
        reply.whole(
                Head.of(400, "application/json; charset=utf-8"),
                ErrorForm.openAi(400, text).getBytes(StandardCharsets.UTF_8));
    }
}
