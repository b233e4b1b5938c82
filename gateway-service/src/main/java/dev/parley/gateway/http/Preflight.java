package dev.parley.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Answers a browser that asks what a page of an allowed origin may send: on Ollama's paths what Ollama answers. */
final class Preflight {

    private static final String METHODS = "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS";
    private static final String HEADERS = "Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta,"
            + "X-Stainless-Arch,X-Stainless-Async,X-Stainless-Custom-Poll-Interval,X-Stainless-Helper-Method,"
            + "X-Stainless-Lang,X-Stainless-Os,X-Stainless-Package-Version,X-Stainless-Poll-Helper,"
            + "X-Stainless-Retry-Count,X-Stainless-Runtime,X-Stainless-Runtime-Version,X-Stainless-Timeout";

    /** What our own paths understand besides. */
    private static final String OWN_HEADERS = HEADERS + ",Idempotency-Key,Last-Event-ID,Prefer";

    private static final String HALF_A_DAY = "43200";

    private Preflight() {}

    static void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        boolean own = Paths.isOwn(context.normalizedPath());
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, own ? OWN_HEADERS : HEADERS);
        response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, HALF_A_DAY);
        response.putHeader(
                HttpHeaders.VARY, List.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"));
        response.setStatusCode(204).end();
    }
}
