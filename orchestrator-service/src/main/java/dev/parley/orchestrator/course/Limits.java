package dev.parley.orchestrator.course;

import java.time.Duration;

/**
 * The bounds of a conversation's course.
 *
 * @param tries how often a node is asked for one turn; the first system's three
 * @param generations how many answers may be paid for to get one
 * @param endlessCap how long a conversation without planned rounds may go on
 */
public record Limits(int tries, int generations, Duration endlessCap) {

    public Limits {
        if (tries < 1) {
            throw new IllegalArgumentException("tries: " + tries + " (expected: >= 1)");
        }
        if (generations < 1) {
            throw new IllegalArgumentException("generations: " + generations + " (expected: >= 1)");
        }
    }
}
