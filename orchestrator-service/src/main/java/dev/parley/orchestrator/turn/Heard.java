package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.model.Piece;
import java.time.Duration;

/**
 * What came of asking once.
 *
 * @param text what it continued included
 * @param saidSomething whether any text came
 * @param pieces of text and thought that came, about as many as tokens
 */
record Heard(String text, boolean saidSomething, int pieces, Piece.Ending ending, Duration took) {

    /** Whether nobody was there to ask, so that asking again soon costs nothing. */
    boolean mayBeWaitedFor() {
        return !saidSomething && ending instanceof Piece.Broken broken && broken.mayBeWaitedFor();
    }
}
