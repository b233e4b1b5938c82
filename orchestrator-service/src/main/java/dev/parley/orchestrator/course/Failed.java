package dev.parley.orchestrator.course;

import dev.parley.protocol.problem.ProblemCode;

/**
 * How an attempt came to nothing.
 *
 * @param saidSomething whether part of an answer had been paid for
 * @param pieces how many of it were heard, which is about as many tokens
 */
public record Failed(ProblemCode code, boolean saidSomething, int pieces) {

    public Failed(ProblemCode code, boolean saidSomething) {
        this(code, saidSomething, 0);
    }

    /** Whether no node was there to ask, for longer than a turn may wait: asking again would change nothing. */
    boolean nobodyThere() {
        return switch (code) {
            case ALL_NODES_BUSY, NO_NODE, SERVICE_UNAVAILABLE -> true;
            default -> false;
        };
    }
}
