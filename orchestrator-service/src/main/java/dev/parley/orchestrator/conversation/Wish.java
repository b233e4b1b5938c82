package dev.parley.orchestrator.conversation;

/** What a person wants of a running conversation. A stop lets whoever speaks finish; a pause and an abort do not. */
public enum Wish {
    /** Go on. */
    RUN,

    /** Pause; what was said so far is kept. */
    PAUSE,

    /** End after the turn. */
    STOP,

    /** End at once; what was said so far is kept. */
    ABORT
}
