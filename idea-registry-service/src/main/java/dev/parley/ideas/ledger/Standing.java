package dev.parley.ideas.ledger;

/** Whether a claim counts. */
public enum Standing {
    /** The answer is there, but its turn is not known to be completed. Counts. */
    PROVISIONAL,

    /** Its turn is completed. Counts, and is shown. */
    CONFIRMED,

    /** Superseded, or never confirmed. Does not count; comes back if it is confirmed after all. */
    LAPSED
}
