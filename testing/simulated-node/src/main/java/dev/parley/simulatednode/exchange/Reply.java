package dev.parley.simulatednode.exchange;

/** Where an answer goes. Either one {@link #whole} or {@link #open}, writes and {@link #end}. */
public interface Reply {

    /** A complete answer: up to 2,048 bytes with a length, longer ones chunked, as Go does. */
    void whole(Head head, byte[] body);

    /** Begins a chunked answer; the headers leave with the first record. */
    void open(Head head);

    /** One record, one chunk, one flush. */
    void write(byte[] record);

    /** Runs writes that may leave in one flush; each is still a chunk of its own. */
    default void together(Runnable writes) {
        writes.run();
    }

    /** Ends a chunked answer properly. */
    void end();

    /** Notes that the answer ends with an error of its own, though its framing is proper; told before the end. */
    default void broken() {}

    /** Breaks the connection: what was written still leaves, then comes a TCP reset. */
    void reset();

    /** Ends the connection without a reset, wherever the body stands. */
    void hangUp();

    /** Whether the socket takes more now; a producer that does not ask makes the node buffer. */
    boolean ready();

    /** Called once when {@link #ready} turns true again. */
    void onReady(Runnable resume);
}
