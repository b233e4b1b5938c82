package dev.parley.orchestrator.conversation;

/** What a person wants of a running conversation. A turn of which something has been said is always finished first. */
public enum Wish {
    /** Go on. */
    RUN,

    /** Pause after the turn. */
    PAUSE,

    /** End after the turn. */
    STOP
}
