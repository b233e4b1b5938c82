package dev.parley.gateway.upstream;

import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told when a service behind did not do what it was asked: its own problem as it came, or that it is away.
 *
 * @param json the problem
 * @param retryAfter seconds; null if nobody said
 */
public record PassedProblem(
        int status, String json, @Nullable String retryAfter) {

    /** As long as a failing service is left alone, see {@link OrchestratorClient} and {@link RouterClient}. */
    private static final String ONE_PAUSE = "2";

    /** Of a failed call; empty if the failure is our own. */
    public static Optional<PassedProblem> of(Throwable failure) {
        if (failure instanceof ServiceRefusal refusal) {
            return Optional.of(refusal.problem());
        }
        if (failure instanceof TimeoutException) {
            return Optional.of(away("the service behind did not answer in time"));
        }
        if (failure instanceof CircuitBreakerOpenException) {
            return Optional.of(away("the service behind has failed lately and is left alone for a moment"));
        }
        return failure instanceof IOException || failure instanceof ProcessingException
                ? Optional.of(away("the service behind cannot be reached"))
                : Optional.empty();
    }

    /** That the service is away. */
    public static PassedProblem away(String detail) {
        Problem problem = Problem.of(ProblemCode.SERVICE_UNAVAILABLE, detail, null);
        return new PassedProblem(problem.status(), Problems.json(problem), ONE_PAUSE);
    }
}
