package dev.parley.router.registry;

/** What came of a change. */
public enum Answer {
    /** It is kept. */
    DONE,

    /** Another node has the name or the address. */
    TAKEN,

    /** There are as many as there may be. */
    FULL,

    /** There is nothing to change. */
    ABSENT
}
