package dev.parley.gateway.http;

import dev.parley.gateway.upstream.PassedProblem;
import dev.parley.gateway.upstream.ServiceRefusal;
import dev.parley.transport.problem.Problems;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Passes on what a service behind refuses, and says so where it is away. */
final class ServiceProblems {

    private static final Logger LOG = Logger.getLogger(ServiceProblems.class);

    @ServerExceptionMapper({
        ServiceRefusal.class,
        FaultToleranceException.class,
        ProcessingException.class,
        IOException.class
    })
    Response passOn(Exception failure) {
        if (!(failure instanceof ServiceRefusal)) {
            LOG.warnf("a service behind did not answer code=service-unavailable cause=%s", failure);
        }
        PassedProblem problem =
                PassedProblem.of(failure).orElseGet(() -> PassedProblem.away("the service behind cannot be asked"));
        var answer = Response.status(problem.status()).type(Problems.MEDIA_TYPE).entity(problem.json());
        return problem.retryAfter() == null
                ? answer.build()
                : answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfter()).build();
    }
}
