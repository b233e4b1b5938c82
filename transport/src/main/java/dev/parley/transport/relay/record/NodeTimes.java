package dev.parley.transport.relay.record;

import java.time.Duration;

/**
 * Where a node says that the time of an answer went. What it does not tell is zero.
 *
 * @param total from the request's arrival at the node to the answer's end
 * @param load getting the model ready: next to nothing where it was in memory
 * @param prompt reading the prompt
 * @param answer generating
 */
public record NodeTimes(Duration total, Duration load, Duration prompt, Duration answer) {

    /** Waiting for one of the model's slots: what is left. No node tells of its queue in any other way. */
    public Duration waited() {
        Duration left = total.minus(load).minus(prompt).minus(answer);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
