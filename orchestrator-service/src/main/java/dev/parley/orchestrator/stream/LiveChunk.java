package dev.parley.orchestrator.stream;

/** A piece of what is being said right now. */
public sealed interface LiveChunk {

    /** Of the attempt's {@code turn.started}. */
    long seq();

    /**
     * Part of the answer.
     *
     * @param start UTF-8 bytes of the attempt's text before it
     */
    record Text(long seq, long start, String content) implements LiveChunk {}

    /** Part of the reasoning. */
    record Thought(long seq, String content) implements LiveChunk {}
}
