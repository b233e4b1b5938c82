package dev.parley.orchestrator.model;

import dev.parley.protocol.caller.Caller;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One generation that is asked for.
 *
 * @param caller on whose behalf
 * @param conversation in which it is a turn; the next is best answered where this one was. Null for a single question, whose
 *     answer may be one that was given before
 * @param model a name, {@code auto} or {@code task:*}
 * @param node the only node that may answer; null if the router chooses
 * @param window tokens of prompt and answer together, of which nothing may be cut; null for the node's own
 * @param maxTokens the longest answer
 * @param temperature null for the model's own
 * @param think null for the model's own
 * @param silence the longest wait for the first or next byte once a node has been found
 */
public record Ask(
        Caller caller,
        @Nullable UUID conversation,
        String model,
        @Nullable String node,
        List<ChatMessage> messages,
        @Nullable Integer window,
        int maxTokens,
        @Nullable Double temperature,
        @Nullable Boolean think,
        Duration silence) {

    public Ask {
        messages = List.copyOf(messages);
    }
}
