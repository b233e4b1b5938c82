package dev.parley.transport.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;

/** Problem answers for plain Vert.x routes. */
public final class Problems {

    /** The media type of RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Seconds after which a retryable problem is worth another try; most are over within one probe interval. */
    static final String RETRY_AFTER_SECONDS = "2";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Problems() {}

    /** Answers the request, unless an answer has begun. */
    public static void answer(RoutingContext context, ProblemCode code, String detail) {
        answer(context, Problem.of(code, detail, null));
    }

    /** Answers the request, unless an answer has begun. */
    public static void answer(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        if (problem.status() == 503) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", MEDIA_TYPE)
                .end(json(problem));
    }

    /** What is wrong with a body, by what was said of it when it was read: names the field. */
    public static Problem of(JsonProcessingException failure) {
        return JsonProblem.of(failure);
    }

    /** The problem's JSON, for answers that are written by hand. */
    public static String json(Problem problem) {
        try {
            return JSON.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
