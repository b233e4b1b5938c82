package dev.parley.transport.relay;

import dev.parley.transport.relay.record.Tally;

/** How a relayed answer ended. There are three ways, and each gives back what the answer held. */
public sealed interface Ending {

    /** What went to the client. */
    Tally tally();

    /** How many bytes of body went to the client. */
    default long bytes() {
        return tally().bytes();
    }

    /** Whole, to its last record. */
    record Completed(Tally tally) implements Ending {}

    /** The client left, took nothing for too long, or may not have the rest; the upstream was closed. */
    record Cancelled(Tally tally) implements Ending {}

    /** The upstream failed after bytes went out; the answer's own form told the client where it has one. */
    record Failed(Fault fault, Tally tally) implements Ending {}
}
