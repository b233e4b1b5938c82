package dev.parley.gateway.identity;

import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a credential. */
public sealed interface Verdict {

    /** It is good. */
    record Good(Identified who) implements Verdict {}

    /**
     * It is not.
     *
     * @param detail what was wrong, without any of it
     * @param retryAfter when another try may succeed; null if nobody knows
     */
    record Refused(
            ProblemCode code, String detail, @Nullable Duration retryAfter) implements Verdict {

        /** For good, as far as anybody knows. */
        public static Refused because(ProblemCode code, String detail) {
            return new Refused(code, detail, null);
        }
    }
}
