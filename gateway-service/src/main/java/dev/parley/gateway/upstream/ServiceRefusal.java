package dev.parley.gateway.upstream;

import dev.parley.transport.problem.Problems;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A service's answer when it did not do what it was asked. */
public final class ServiceRefusal extends RuntimeException {

    private final transient PassedProblem problem;

    private ServiceRefusal(PassedProblem problem) {
        super("the service answered " + problem.status(), null, false, false);
        this.problem = problem;
    }

    /** From its answer. Anything but a problem means that something else answers at its address. */
    static RuntimeException of(Response response) {
        if (response.getMediaType() == null
                || !response.getMediaType().toString().startsWith(Problems.MEDIA_TYPE)) {
            return new ProcessingException("status " + response.getStatus() + " without a problem");
        }
        return new ServiceRefusal(new PassedProblem(
                response.getStatus(),
                response.readEntity(String.class),
                response.getHeaderString(HttpHeaders.RETRY_AFTER)));
    }

    /** What it said. */
    public PassedProblem problem() {
        return problem;
    }
}
