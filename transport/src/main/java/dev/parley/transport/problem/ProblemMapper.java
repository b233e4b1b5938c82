package dev.parley.transport.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that ends a JAX-RS request early into {@code application/problem+json}. */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response problem(ProblemException ending) {
        return answer(ending.problem());
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException failure) {
        return answer(JsonProblem.of(failure));
    }

    /** Named besides, because the framework has a mapper of its own for this kind, which would be closer. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException failure) {
        return answer(JsonProblem.of(failure));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return answer(JsonProblem.of(json));
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        Problem problem = Problem.of(codeOf(status), null, null);
        return status == 405 ? notAllowed(problem) : answer(problem);
    }

    private static Response notAllowed(Problem problem) {
        return Response.fromResponse(answer(problem))
                .header("Allow", String.join(", ", AllowedMethods.here()))
                .build();
    }

    @ServerExceptionMapper
    Response surprise(Throwable failure) {
        LOG.error("request failed unexpectedly code=internal-error", failure);
        return answer(Problem.of(ProblemCode.INTERNAL_ERROR, null, null));
    }

    private static ProblemCode codeOf(int status) {
        return switch (status) {
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 413 -> ProblemCode.BODY_TOO_LARGE;
            case 415 -> ProblemCode.MEDIA_TYPE_NOT_SUPPORTED;
            case 503 -> ProblemCode.SERVICE_UNAVAILABLE;
            default -> status < 500 ? ProblemCode.MALFORMED_BODY : ProblemCode.INTERNAL_ERROR;
        };
    }

    private static Response answer(Problem problem) {
        var response =
                Response.status(problem.status()).type(Problems.MEDIA_TYPE).entity(Problems.json(problem));
        return problem.status() == 503
                ? response.header("Retry-After", Problems.RETRY_AFTER_SECONDS).build()
                : response.build();
    }
}
