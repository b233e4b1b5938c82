package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.HeldTurn;

/** Whether an answer that was cut off can be gone on with. */
@FunctionalInterface
public interface Continuations {

    /** Every one can. */
    Continuations ALL = held -> true;

    /** Whether it is proven that its model goes on with what was said, rather than answering it. */
    boolean isProven(HeldTurn held);
}
