package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.model.Piece;
import java.time.Duration;

/** What came of asking once. */
record Heard(String text, Piece.Ending ending, Duration took) {

    boolean saidSomething() {
        return !text.isEmpty();
    }

    /** Whether nobody was there to ask, so that asking again soon costs nothing. */
    boolean mayBeWaitedFor() {
        return !saidSomething() && ending instanceof Piece.Broken broken && broken.mayBeWaitedFor();
    }
}
