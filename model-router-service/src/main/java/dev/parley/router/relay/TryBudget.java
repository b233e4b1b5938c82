package dev.parley.router.relay;

import dev.parley.transport.relay.Fault;

/**
 * How often one request may be sent. What cost a node nothing may always be sent to the next; what may have run is counted.
 * Each node is tried once.
 */
final class TryBudget {

    /** A prompt that kills its node must not be allowed to kill them all. */
    private static final int SECOND_CHANCES_AFTER_NODE_FAULT = 1;

    private final boolean callerOwnsTries;
    private int generationsLeft;
    private int loadsLeft;
    private int secondChancesLeft = SECOND_CHANCES_AFTER_NODE_FAULT;

    /**
     * @param generations how often a node may begin to work on it
     * @param callerOwnsTries the caller counts by itself: only what never reached a node is sent again
     */
    TryBudget(int generations, boolean callerOwnsTries) {
        this.generationsLeft = generations;
        this.loadsLeft = generations;
        this.callerOwnsTries = callerOwnsTries;
    }

    /** A node gave no answer. @return whether another may be asked */
    boolean allowsAfter(Fault fault) {
        if (!fault.reached()) {
            return true;
        }
        generationsLeft--;
        return !callerOwnsTries && generationsLeft > 0 && fault != Fault.OVERLONG;
    }

    /** A node gave an answer that is not good. @return whether another may be asked */
    boolean allowsAfter(Judgement judgement) {
        return switch (judgement) {
            case MISSING, BUSY -> !callerOwnsTries;
            case NODE_FAULT -> {
                generationsLeft--;
                secondChancesLeft--;
                yield !callerOwnsTries && generationsLeft > 0 && secondChancesLeft >= 0;
            }
            case GOOD, REQUEST_FAULT, MODEL_FAULT -> false;
        };
    }

    /** A node did not take the model into its memory: the request never reached it, but that took time. */
    boolean allowsAfterLoad() {
        loadsLeft--;
        return loadsLeft > 0;
    }

    /** Whether another model may be asked: to it the request is new, but its work counts all the same. */
    boolean allowsOtherModel() {
        return !callerOwnsTries && generationsLeft > 0;
    }

    /** Whether a second node may begin while a first one is at it. */
    boolean allowsHedge() {
        return !callerOwnsTries && generationsLeft > 1;
    }
}
