package dev.parley.benchmarks.faults;

/** What a client is to see of a fault. */
enum Expected {
    /** The whole answer, given by the other node. */
    SERVED_ELSEWHERE,

    /** The whole answer, whoever gave it. */
    SERVED,

    /** Bytes went out before the fault: an error that every client of this surface can tell; else the other node answers. */
    BROKEN_OFF,

    /** The node's own refusal, asked once: every node would say the same. */
    PASSED_ON,

    /** The node's own bytes, damaged as they are: nothing is missing, but not every client can read them. */
    AS_IT_CAME
}
