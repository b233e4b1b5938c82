package dev.parley.simulatednode.generation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.content.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An inference request of any surface, read but not yet judged.
 *
 * @param kind which handler it belongs to
 * @param model as the client wrote it
 * @param messages the conversation; empty only loads or unloads
 * @param raw whether the prompt goes in without a template
 * @param suffix whether the request asks for an insertion
 * @param complaint what is wrong with it, told only once the model is found; null for nothing
 * @param options the options object, or null
 * @param shift whether the context slides
 * @param truncate whether a prompt that is too long is cut
 * @param keepAliveNanos null when the request leaves it
 * @param think null when the request leaves it
 * @param tools declared tools, or null
 * @param format the format, or null
 * @param topLogprobs alternatives per token; negative for none at all
 * @param streamed whether the answer is a stream
 * @param renderOnly whether only the prompt is wanted
 */
public record Order(
        Kind kind,
        String model,
        List<Message> messages,
        boolean raw,
        boolean suffix,
        @Nullable String complaint,
        @Nullable JsonNode options,
        boolean shift,
        boolean truncate,
        @Nullable Long keepAliveNanos,
        @Nullable Boolean think,
        @Nullable JsonNode tools,
        @Nullable JsonNode format,
        int topLogprobs,
        boolean streamed,
        boolean renderOnly) {

    /** The two handlers of a node that write text. */
    public enum Kind {
        GENERATE("generate"),
        CHAT("chat");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    public Order {
        messages = List.copyOf(messages);
    }
}
