package dev.parley.router.capacity;

/** Whether a request may enter. Refusals are values: they are expected. */
public sealed interface Verdict {

    /** It may run. The lease must be given back. */
    record Admitted(Lease lease) implements Verdict {}

    /** It may not. */
    record Refused(Reason reason) implements Verdict {}

    /** Why not. */
    enum Reason {
        /** Every place was taken until its time was over. */
        BUSY,

        /** There was no place at all until its time was over. */
        NOWHERE,

        /** As many requests wait as may. */
        FULL,

        /** It went away by itself. */
        LEFT
    }
}
