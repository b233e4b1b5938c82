package dev.parley.benchmarks.survival;

import java.time.Instant;

/** What was done to one of the processes, and when. */
record Blow(Kind kind, Instant at) {

    enum Kind {
        /** {@code kill -9}: missed after the lapse. */
        KILL,

        /** {@code kill -STOP} for longer than the lapse, then {@code kill -CONT}: it believes that it owns what it has lost. */
        STALL,

        /** {@code kill -TERM}: hands over at once. */
        FAREWELL
    }
}
