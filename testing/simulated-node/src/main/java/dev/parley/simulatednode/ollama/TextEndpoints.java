package dev.parley.simulatednode.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.content.Message;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.generation.AnswerForm;
import dev.parley.simulatednode.generation.Inference;
import dev.parley.simulatednode.generation.Order;
import dev.parley.simulatednode.json.Fields;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.json.GoJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/generate} and {@code /api/chat}. */
final class TextEndpoints {

    private static final int MOST_LOGPROBS = 20;
    private static final Set<String> LEVELS = Set.of("low", "medium", "high", "max");
    private static final String RAW = "raw mode does not support template, system, or context";

    private final Inference inference;

    TextEndpoints(Inference inference) {
        this.inference = inference;
    }

    void generate(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "GenerateRequest");
        String prompt = request.text("prompt");
        String system = request.text("system");
        boolean raw = request.flag("raw", false);
        JsonNode context = request.raw("context");
        boolean contextual = context != null && !context.isEmpty();
        boolean mixed = raw
                && (contextual || !system.isEmpty() || !request.text("template").isEmpty());
        List<Message> messages = new ArrayList<>();
        if (!prompt.isEmpty()) {
            if (!system.isEmpty()) {
                messages.add(new Message("system", system));
            }
            messages.add(new Message("user", prompt, request.texts("images").size(), null));
        }
        String model = request.text("model");
        order(
                exchange,
                request,
                Order.Kind.GENERATE,
                messages,
                raw,
                mixed ? RAW : null,
                new GenerateForm(model, raw ? null : prompt));
    }

    void chat(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "ChatRequest");
        List<Fields> given = request.list("messages", "Message");
        List<Message> messages = given == null
                ? List.of()
                : given.stream().map(TextEndpoints::message).toList();
        order(exchange, request, Order.Kind.CHAT, messages, false, null, new ChatForm(request.text("model")));
    }

    private static Message message(Fields message) {
        return new Message(
                message.text("role"),
                message.text("content"),
                message.texts("images").size(),
                message.raw("tool_calls"));
    }

    private void order(
            Exchange exchange,
            Fields request,
            Order.Kind kind,
            List<Message> messages,
            boolean raw,
            @Nullable String complaint,
            AnswerForm form) {
        int logprobs = (int) request.integer("top_logprobs", 0);
        if (logprobs < 0 || logprobs > MOST_LOGPROBS) {
            ErrorForm.NATIVE.send(exchange.reply(), 400, "top_logprobs must be between 0 and 20");
            return;
        }
        JsonNode tools = request.raw("tools");
        if (tools != null && !tools.isArray()) {
            throw request.mismatch(tools, "tools", "api.Tools");
        }
        Order order = new Order(
                kind,
                request.text("model"),
                messages,
                raw,
                !request.text("suffix").isEmpty(),
                complaint,
                request.map("options"),
                request.flag("shift", true),
                request.flag("truncate", true),
                KeepAlive.of(request),
                think(request.raw("think")),
                tools,
                format(request.raw("format")),
                request.flag("logprobs", false) ? logprobs : -1,
                request.flag("stream", true),
                request.flag("_debug_render_only", false));
        inference.run(exchange, order, form);
    }

    private static @Nullable Boolean think(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isTextual() && LEVELS.contains(value.textValue())) {
            return true;
        }
        throw new GoJsonException("invalid think value: " + GoJson.value(value)
                + " (must be \"high\", \"medium\", \"low\", \"max\", true, or false)");
    }

    private static @Nullable JsonNode format(@Nullable JsonNode value) {
        return value == null || value.isTextual() && value.textValue().isEmpty() ? null : value;
    }
}
