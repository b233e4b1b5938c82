package dev.parley.gateway.http;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads how long a page is asked for. */
final class Pages {

    private static final int USUAL = 50;
    private static final int LONGEST = 200;

    private Pages() {}

    /** @throws ProblemException {@code invalid-parameter} */
    static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LONGEST) {
            throw new ProblemException(
                    ProblemCode.INVALID_PARAMETER,
                    "limit: " + shown(text) + " (expected: 1.." + LONGEST + ")",
                    "limit");
        }
        return limit;
    }

    /** A cursor that no page of ours ever had. */
    static ProblemException notACursor(String text) {
        return new ProblemException(
                ProblemCode.INVALID_PARAMETER,
                "cursor: " + shown(text) + " (expected: next of another page)",
                "cursor");
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
