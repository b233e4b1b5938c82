package dev.parley.orchestrator.course;

import dev.parley.protocol.conversation.PartialAnswer;
import java.time.Duration;

/**
 * The bounds of a conversation's course.
 *
 * @param tries how often a node is asked for one turn; the first system's three
 * @param generations how many answers may be paid for to get one
 * @param endlessCap how long a conversation without planned rounds may go on
 * @param partial what becomes of an answer that was cut off, unless its person says otherwise
 * @param waitAgain how long an agent that is to be waited for is left alone before it is asked again
 */
public record Limits(int tries, int generations, Duration endlessCap, PartialAnswer partial, Duration waitAgain) {

    /** With the usual word on answers that were cut off. */
    public Limits(int tries, int generations, Duration endlessCap) {
        this(tries, generations, endlessCap, PartialAnswer.CONTINUE, Duration.ofSeconds(30));
    }

    public Limits {
        if (tries < 1) {
            throw new IllegalArgumentException("tries: " + tries + " (expected: >= 1)");
        }
        if (generations < 1) {
            throw new IllegalArgumentException("generations: " + generations + " (expected: >= 1)");
        }
    }
}
