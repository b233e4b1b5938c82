package dev.parley.simulatednode.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.simulatednode.content.Message;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.generation.AnswerForm;
import dev.parley.simulatednode.generation.Inference;
import dev.parley.simulatednode.generation.Order;
import dev.parley.simulatednode.json.Fields;
import dev.parley.simulatednode.json.GoJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates chat and text completions into what the native handlers understand. */
final class CompletionEndpoints {

    private static final Set<String> EFFORTS =
            Set.of("none", "minimal", "low", "medium", "high", "xhigh", "ultra", "max");

    private final Inference inference;

    CompletionEndpoints(Inference inference) {
        this.inference = inference;
    }

    void chat(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "ChatCompletionRequest");
        List<Fields> given = request.list("messages", "Message");
        if (given == null || given.isEmpty()) {
            OpenAiJson.refuse(exchange.reply(), "[] is too short - 'messages'");
            return;
        }
        List<Message> messages =
                given.stream().map(CompletionEndpoints::message).toList();
        String model = request.text("model");
        AnswerForm form = new ChatCompletionForm(model, includesUsage(request), exchange.number());
        int logprobs = request.flag("logprobs", false) ? (int) request.integer("top_logprobs", 0) : -1;
        inference.run(
                exchange,
                order(Order.Kind.CHAT, request, messages, thinks(request), tools(request), format(request), logprobs),
                form);
    }

    void complete(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "CompletionRequest");
        String prompt = request.text("prompt");
        List<Message> messages = prompt.isEmpty() ? List.of() : List.of(new Message("user", prompt));
        AnswerForm form = new CompletionForm(request.text("model"), includesUsage(request), exchange.number());
        inference.run(exchange, order(Order.Kind.GENERATE, request, messages, null, null, null, -1), form);
    }

    private static Order order(
            Order.Kind kind,
            Fields request,
            List<Message> messages,
            @Nullable Boolean think,
            @Nullable JsonNode tools,
            @Nullable JsonNode format,
            int logprobs) {
        return new Order(
                kind,
                request.text("model"),
                messages,
                false,
                kind == Order.Kind.GENERATE && !request.text("suffix").isEmpty(),
                null,
                options(request),
                true,
                true,
                null,
                think,
                tools,
                format,
                logprobs,
                request.flag("stream", false),
                false);
    }

    private static boolean includesUsage(Fields request) {
        JsonNode options = request.map("stream_options");
        return options != null && options.path("include_usage").asBoolean(false);
    }

    /** The native options; temperature and top_p are always set, so that those of a Modelfile lose. */
    private static ObjectNode options(Fields request) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("temperature", request.number("temperature", 1));
        options.put("top_p", request.number("top_p", 1));
        options.put("frequency_penalty", request.number("frequency_penalty", 0));
        options.put("presence_penalty", request.number("presence_penalty", 0));
        if (request.raw("max_tokens") != null) {
            options.put("num_predict", request.integer("max_tokens", -1));
        }
        if (request.raw("seed") != null) {
            options.put("seed", request.integer("seed", -1));
        }
        JsonNode stop = request.raw("stop");
        if (stop != null) {
            options.set("stop", stop.isTextual() ? options.arrayNode().add(stop) : stop);
        }
        return options;
    }

    private static @Nullable Boolean thinks(Fields request) {
        JsonNode nested = request.map("reasoning");
        String effort = nested != null ? nested.path("effort").asText("") : request.text("reasoning_effort");
        if (effort.isEmpty()) {
            return null;
        }
        if (!EFFORTS.contains(effort)) {
            throw new GoJsonException("invalid reasoning value: '" + effort
                    + "' (must be \"high\", \"medium\", \"low\", \"max\", or \"none\")");
        }
        return !effort.equals("none");
    }

    private static @Nullable JsonNode tools(Fields request) {
        JsonNode tools = request.raw("tools");
        if (tools != null && !tools.isArray()) {
            throw request.mismatch(tools, "tools", "[]api.Tool");
        }
        return tools;
    }

    private static @Nullable JsonNode format(Fields request) {
        JsonNode format = request.map("response_format");
        if (format == null) {
            return null;
        }
        return switch (format.path("type").asText("")) {
            case "json_object" -> JsonNodeFactory.instance.textNode("json");
            case "json_schema" -> format.path("json_schema").get("schema");
            default -> null;
        };
    }

    private static Message message(Fields message) {
        JsonNode content = message.raw("content");
        String role = message.text("role");
        JsonNode calls = message.raw("tool_calls");
        if (content == null) {
            return new Message(role, "", 0, calls);
        }
        if (content.isTextual()) {
            return new Message(role, content.textValue(), 0, calls);
        }
        if (!content.isArray()) {
            throw new GoJsonException("invalid message content type: " + content.getNodeType());
        }
        List<String> texts = new ArrayList<>();
        int images = 0;
        for (JsonNode part : content) {
            switch (part.path("type").asText("")) {
                case "text" -> texts.add(part.path("text").asText(""));
                case "image_url" -> images += image(part.path("image_url"));
                default -> throw new GoJsonException("invalid message format");
            }
        }
        return new Message(role, String.join("\n", texts), images, calls);
    }

    private static int image(JsonNode image) {
        String url = image.isTextual() ? image.textValue() : image.path("url").asText("");
        if (!url.matches("data:(image/(jpeg|jpg|png|webp))?;base64,.*")) {
            throw new GoJsonException("invalid image input");
        }
        return 1;
    }
}
