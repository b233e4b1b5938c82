package dev.parley.gateway.http.auth;

import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Carries a refusal from the framework's authorization to {@link AccessPolicy}, which answers it. No stack trace. */
final class RefusedRequest extends RuntimeException {

    private final transient Consumer<RoutingContext> answer;

    RefusedRequest(Consumer<RoutingContext> answer) {
        super("the request is not let in", null, false, false);
        this.answer = answer;
    }

    void answer(RoutingContext context) {
        answer.accept(context);
    }
}
