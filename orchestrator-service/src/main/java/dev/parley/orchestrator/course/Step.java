package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationState;

/** A change, and what follows once it is kept. */
public record Step(Change change, Move move) {

    private static final Step LOST = new Step(Change.NOTHING, new Move.Gone());

    /** Another holds the fence: nothing was looked at, nothing is written. */
    public static Step lost() {
        return LOST;
    }

    /** Whether another holds the fence. */
    public boolean isLost() {
        return change == Change.NOTHING;
    }

    static Step none(ConversationState state, Move move) {
        return new Step(Change.none(state), move);
    }
}
