package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.model.Ask;
import dev.parley.orchestrator.model.ChatMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The body of {@code POST /api/chat}. Only what was asked for is in it: an option that is named may make a node reload. */
final class ChatBody {

    private ChatBody() {}

    static Buffer of(Ask ask) {
        return json(ask).toBuffer();
    }

    /** The same question, of which only the rendered prompt is wanted. A node that knows no such wish answers one token. */
    static Buffer rendering(Ask ask) {
        return json(ask).put("stream", false).put("_debug_render_only", true).toBuffer();
    }

    private static JsonObject json(Ask ask) {
        JsonArray messages = new JsonArray();
        for (ChatMessage message : ask.messages()) {
            messages.add(new JsonObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content()));
        }
        JsonObject options = new JsonObject().put("num_predict", ask.maxTokens());
        if (ask.window() != null) {
            options.put("num_ctx", ask.window());
        }
        if (ask.temperature() != null) {
            options.put("temperature", ask.temperature());
        }
        JsonObject body = new JsonObject()
                .put("model", ask.model())
                .put("messages", messages)
                .put("stream", true)
                .put("options", options);
        if (ask.window() != null) {
            body.put("truncate", false);
        }
        if (ask.think() != null) {
            body.put("think", ask.think());
        }
        return body;
    }
}
