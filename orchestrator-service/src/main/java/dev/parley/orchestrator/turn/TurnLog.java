package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.course.Step;
import dev.parley.protocol.idea.Idea;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The durable log of turns, as the owner of a conversation writes it. Every method fails with {@link StoreUnavailable} when
 * the database cannot be reached.
 */
public interface TurnLog {

    /** What whoever takes a conversation over needs to know; empty if it is not theirs (any more). */
    Uni<Optional<Opening>> open(Holding holding);

    /**
     * Keeps a step, all of it or nothing, in one transaction under the conversation's lock. Whoever has lost the fence
     * changes nothing and is told to let go.
     *
     * @param decide looks at what is kept and nothing else; may be called again after a failure
     */
    Uni<Step> change(Holding holding, Function<ConversationState, Step> decide);

    /** What somebody wishes of it now; empty if it is not the holder's (any more). Waits for no lock. */
    Uni<Optional<Wish>> wish(Holding holding);

    /** Conversations that rest or have ended while the registry has yet to hear of some of their answers. */
    Uni<List<Holding>> indebted(int most);

    /** The answer of an earlier turn; empty if it was skipped. */
    Uni<Optional<Owed>> answer(Holding holding, int turn);

    /**
     * An answer of which the registry has yet to hear.
     *
     * @param told the ideas that the log tells with it all the same: it was imported
     */
    record Owed(String text, List<Idea> told) {}

    /** The registry knows that this turn's answer stands. */
    Uni<Void> confirmed(Holding holding, int turn);
}
