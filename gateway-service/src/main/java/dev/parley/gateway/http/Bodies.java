package dev.parley.gateway.http;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What resources expect of bodies besides their fields. */
final class Bodies {

    private Bodies() {}

    /**
     * A body that must be there.
     *
     * @throws ProblemException {@code malformed-body} if it is not
     */
    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "no body (expected: a JSON object)");
        }
        return body;
    }
}
