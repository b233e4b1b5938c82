package dev.parley.router.kubernetes;

/** What a pod may be given, most first. */
enum Standing {
    /** Work. */
    SERVING,

    /** Nothing for now: it says that it is not ready. */
    NOT_READY,

    /** Nothing any more: it finishes what it holds. */
    LEAVING
}
