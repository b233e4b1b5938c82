package dev.parley.simulatednode.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.options.Options;
import dev.parley.simulatednode.settings.NodeSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what a model says.
 *
 * @param model who is asked
 * @param messages the conversation; a plain prompt is one user message
 * @param raw whether the prompt goes in without a template
 * @param options length, seed, stops
 * @param thinking whether reasoning comes first
 * @param tools declared tools, or null
 * @param format "json" or a schema, or null
 * @param topProbabilities alternatives per token; negative when none were asked for
 * @param settings the node's knobs, changed by the request's own
 * @param number the request's number on this node
 */
public record Ask(
        Model model,
        List<Message> messages,
        boolean raw,
        Options options,
        boolean thinking,
        @Nullable JsonNode tools,
        @Nullable JsonNode format,
        int topProbabilities,
        NodeSettings settings,
        long number) {

    public Ask {
        messages = List.copyOf(messages);
    }

    /** What must be continued rather than answered: the trailing assistant message, else empty. */
    String prefix() {
        boolean continues = settings.continueAssistant()
                && !messages.isEmpty()
                && last().from("assistant")
                && last().toolCalls() == null;
        return continues ? last().content() : "";
    }

    /** The messages that ask, without a prefix that is to be continued. */
    public List<Message> question() {
        return prefix().isEmpty() ? messages : messages.subList(0, messages.size() - 1);
    }

    Message last() {
        return messages.get(messages.size() - 1);
    }

    /** The last message from that role, or an empty text. */
    public String lastFrom(String role) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).from(role)) {
                return messages.get(i).content();
            }
        }
        return "";
    }
}
