package dev.parley.orchestrator.query;

import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;

/**
 * How often a model is asked, and how long is rested before asking again: one second, two, four, as in the first model
 * manager.
 *
 * @param most how often in all
 * @param firstPause each further one is twice as long
 */
public record QueryTries(int most, Duration firstPause) {

    public QueryTries {
        if (most < 1) {
            throw new IllegalArgumentException("tries: " + most + " (expected: >= 1)");
        }
    }

    /** Whether it may help to ask once more. */
    public boolean again(ProblemCode code, int tried) {
        return tried < most
                && switch (code) {
                    case NODE_FAILED,
                            NODE_SILENT,
                            STREAM_BROKEN,
                            NO_NODE,
                            ALL_NODES_BUSY,
                            SERVICE_UNAVAILABLE,
                            CONTEXT_TOO_LONG -> true;
                    default -> false;
                };
    }

    /** How long to rest after so many tries. */
    public Duration pause(int tried) {
        return firstPause.multipliedBy(1L << Math.min(16, tried - 1));
    }
}
