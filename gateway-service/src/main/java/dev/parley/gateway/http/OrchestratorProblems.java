package dev.parley.gateway.http;

import dev.parley.gateway.upstream.OrchestratorRefusal;
import dev.parley.gateway.upstream.PassedProblem;
import dev.parley.transport.problem.Problems;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Passes on what the orchestrator refuses, and says so where it is away. */
final class OrchestratorProblems {

    private static final Logger LOG = Logger.getLogger(OrchestratorProblems.class);

    @ServerExceptionMapper({
        OrchestratorRefusal.class,
        FaultToleranceException.class,
        ProcessingException.class,
        IOException.class
    })
    Response passOn(Exception failure) {
        if (!(failure instanceof OrchestratorRefusal)) {
            LOG.warnf("orchestrator did not answer code=service-unavailable cause=%s", failure);
        }
        PassedProblem problem =
                PassedProblem.of(failure).orElseGet(() -> PassedProblem.away("the orchestrator cannot be asked"));
        var answer = Response.status(problem.status()).type(Problems.MEDIA_TYPE).entity(problem.json());
        return problem.retryAfter() == null
                ? answer.build()
                : answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfter()).build();
    }
}
