package dev.parley.router.capacity;

/** How soon a model could begin at a place. */
public enum Warmth {
    /** It is in memory as the request needs it. */
    WARM,

    /** It is in memory with other settings and must be loaded anew. */
    RELOAD,

    /** It must be loaded. */
    COLD
}
