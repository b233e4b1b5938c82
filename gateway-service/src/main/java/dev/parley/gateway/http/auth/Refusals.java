package dev.parley.gateway.http.auth;

import dev.parley.gateway.http.Paths;
import dev.parley.gateway.identity.Verdict.Refused;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sends callers away: in the words of the surface that they asked, and counted by reason. */
@Singleton
class Refusals {

    private static final int UNAUTHORIZED = 401;

    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    void answer(RoutingContext context, Refused refused) {
        count(refused.code());
        headers(refused).forEach(context.response()::putHeader);
        Paths.refuse(context, refused.code(), refused.detail());
    }

    /** The same as a problem, for resources. */
    Response response(Refused refused) {
        count(refused.code());
        Problem problem = Problem.of(refused.code(), refused.detail(), null);
        ResponseBuilder response =
                Response.status(problem.status()).type(Problems.MEDIA_TYPE).entity(Problems.json(problem));
        headers(refused).forEach(response::header);
        return response.build();
    }

    private static Map<String, String> headers(Refused refused) {
        Map<String, String> headers = new HashMap<>();
        if (refused.code().status() == UNAUTHORIZED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (refused.retryAfter() != null) {
            headers.put("Retry-After", String.valueOf(wholeSeconds(refused.retryAfter())));
        }
        return headers;
    }

    private void count(ProblemCode reason) {
        Counter.builder("parley.gateway.refusals")
                .description("Requests that were not let in, by the code that they were told")
                .tag("reason", reason.wireName())
                .register(meters)
                .increment();
    }

    private static long wholeSeconds(Duration wait) {
        return wait.plus(Duration.ofSeconds(1)).minusNanos(1).toSeconds();
    }
}
