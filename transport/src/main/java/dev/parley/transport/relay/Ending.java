package dev.parley.transport.relay;

/** How a relayed answer ended. There are three ways, and each gives back what the answer held. */
public sealed interface Ending {

    /** How many bytes of body went to the client. */
    long bytes();

    /** Whole, to its last record. */
    record Completed(long bytes) implements Ending {}

    /** The client left, or took nothing for too long; the upstream was closed. */
    record Cancelled(long bytes) implements Ending {}

    /** The upstream failed after bytes went out; the answer's own form told the client where it has one. */
    record Failed(Fault fault, long bytes) implements Ending {}
}
