package dev.parley.router.capacity;

/** Whether a request may enter. Refusals are values: they are expected. */
public sealed interface Verdict {

    /**
     * It may run.
     *
     * @param lease must be given back
     * @param began where it stood when it began to wait; nowhere if it did not
     */
    record Admitted(Lease lease, Standing began) implements Verdict {}

    /**
     * It may not.
     *
     * @param standing where it stood then: when coming back may help
     */
    record Refused(Reason reason, Standing standing) implements Verdict {

        /** There is no place, and nothing to wait for. */
        public static Refused nowhere() {
            return new Refused(Reason.NOWHERE, Standing.NONE);
        }
    }

    /** Why not. */
    enum Reason {
        /** Every place was taken until its time was over. */
        BUSY,

        /** There was no place at all until its time was over. */
        NOWHERE,

        /** As many requests wait as may. */
        FULL,

        /** As many of its caller's requests wait as may. */
        SHARE,

        /** This router is about to go, and it need not wait here. */
        CLOSING,

        /** It went away by itself. */
        LEFT
    }
}
