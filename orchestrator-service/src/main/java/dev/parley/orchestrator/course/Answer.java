package dev.parley.orchestrator.course;

import dev.parley.protocol.idea.Idea;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer and what is known of it.
 *
 * @param question the follow-up question that joins the history after it
 * @param tokens as the node counted them; null where it did not
 * @param node that answered; null where nobody said
 * @param ideas with their verdicts; null while the registry is away
 */
public record Answer(
        String text,
        String question,
        @Nullable Integer promptTokens,
        @Nullable Integer tokens,
        @Nullable String node,
        @Nullable String model,
        Duration took,
        @Nullable List<Idea> ideas) {

    List<Idea> settledIdeas() {
        return ideas == null ? List.of() : ideas;
    }

    int countedTokens() {
        return tokens == null ? 0 : tokens;
    }
}
