package dev.parley.transport.problem;

import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Ends a request at an edge with a problem answer. Cheap: it has no stack trace, because it is no surprise. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    /** A problem with what was wrong this time. */
    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    /** A problem with what was wrong this time and the field at fault, as a JSON path. */
    public ProblemException(ProblemCode code, String detail, @Nullable String field) {
        this(Problem.of(code, detail, field));
    }

    /** A problem that another service has answered already. */
    public ProblemException(Problem problem) {
        super(problem.code().wireName() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** The answer. */
    public Problem problem() {
        return problem;
    }
}
