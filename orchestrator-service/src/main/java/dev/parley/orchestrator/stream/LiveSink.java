package dev.parley.orchestrator.stream;

/** Where one attempt is published as it is generated. Never fails and never waits: what cannot be sent is sent later as a whole. */
public interface LiveSink {

    /** The next part of the answer. */
    void text(String content);

    /** The next part of the reasoning. */
    void thought(String content);

    /** Sends what is left; nothing comes after it. */
    void close();
}
