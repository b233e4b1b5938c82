package dev.parley.router.capacity;

/** Who goes first, from first to last. */
public enum Priority {
    /** Before all others; for callers that run the house. */
    HIGH,

    /** As usual. */
    NORMAL,

    /** When nobody else wants the place: work that can wait. */
    LOW
}
