package dev.parley.gateway.quota;

import dev.parley.protocol.problem.ProblemCode;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a request may begin. */
public sealed interface Verdict {

    /** How its account stands by the limits of a minute; empty if it has none, or nobody knows. */
    Optional<Standing> standing();

    /** It may. */
    record Admitted(Lease lease, Optional<Standing> standing) implements Verdict {}

    /**
     * It may not.
     *
     * @param detail names the limit, for people
     * @param retryAfter seconds until it may; empty if waiting does not help
     */
    record Refused(Reason reason, String detail, OptionalLong retryAfter, Optional<Standing> standing)
            implements Verdict {}

    /** Why not. */
    enum Reason {
        RATE_LIMITED(ProblemCode.RATE_LIMITED),
        BUDGET_EXHAUSTED(ProblemCode.BUDGET_EXHAUSTED),
        UNAVAILABLE(ProblemCode.QUOTA_UNAVAILABLE);

        private final ProblemCode code;

        Reason(ProblemCode code) {
            this.code = code;
        }

        /** What whoever is refused is told. */
        public ProblemCode code() {
            return code;
        }
    }
}
