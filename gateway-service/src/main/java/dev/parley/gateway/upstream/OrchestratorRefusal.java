package dev.parley.gateway.upstream;

import dev.parley.transport.problem.Problems;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The orchestrator's answer when it did not do what it was asked. */
public final class OrchestratorRefusal extends RuntimeException {

    private final transient PassedProblem problem;

    private OrchestratorRefusal(PassedProblem problem) {
        super("the orchestrator answered " + problem.status(), null, false, false);
        this.problem = problem;
    }

    /** From its answer. Anything but a problem means that something else answers at its address. */
    static RuntimeException of(Response response) {
        if (response.getMediaType() == null
                || !response.getMediaType().toString().startsWith(Problems.MEDIA_TYPE)) {
            return new ProcessingException("status " + response.getStatus() + " without a problem");
        }
        return new OrchestratorRefusal(new PassedProblem(
                response.getStatus(),
                response.readEntity(String.class),
                response.getHeaderString(HttpHeaders.RETRY_AFTER)));
    }

    /** What it said. */
    public PassedProblem problem() {
        return problem;
    }
}
