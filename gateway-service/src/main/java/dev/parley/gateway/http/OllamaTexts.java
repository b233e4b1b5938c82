package dev.parley.gateway.http;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an Ollama says by itself: that it is running, and that a path or a method is none of its own. */
@ApplicationScoped
class OllamaTexts {

    /** After the paths that are passed on, before the framework's routes. */
    private static final int AFTER_INFERENCE = -5;

    /** Paths that a client may know and that are not served: their callers read errors of their own surface. */
    private static final Set<String> OPENAI = Set.of("/v1/completions", "/v1/embeddings", "/v1/responses");

    private static final String TEXT = "text/plain";

    void serve(@Observes Router routes) {
        routes.route("/").order(AFTER_INFERENCE).handler(OllamaTexts::running);
        routes.route().order(AFTER_INFERENCE + 1).handler(OllamaTexts::notFound);
    }

    /** The command line client sends HEAD before most of its commands. */
    private static void running(RoutingContext context) {
        List<HttpMethod> methods = List.of(HttpMethod.GET, HttpMethod.HEAD);
        if (!methods.contains(context.request().method())) {
            methodNotAllowed(context, methods);
            return;
        }
        String text = "Ollama is running";
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(text.length()))
                .end(context.request().method() == HttpMethod.HEAD ? "" : text);
    }

    static void notFound(RoutingContext context) {
        String path = context.normalizedPath();
        if (Paths.isOwn(path)) {
            context.next();
        } else if (OPENAI.contains(path)) {
            Surface.OPENAI.refuse(context.response(), ProblemCode.NOT_FOUND, path + " is not served here");
        } else {
            context.response()
                    .setStatusCode(404)
                    .putHeader(HttpHeaders.CONTENT_TYPE, TEXT)
                    .end("404 page not found");
        }
    }

    static void methodNotAllowed(RoutingContext context, List<HttpMethod> allowed) {
        context.response()
                .setStatusCode(405)
                .putHeader(HttpHeaders.CONTENT_TYPE, TEXT)
                .putHeader(
                        HttpHeaders.ALLOW,
                        allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", ")))
                .end("405 method not allowed");
    }

    /** To the same path without its last slash, with its query; a method other than GET is kept. */
    static void redirect(RoutingContext context, String path) {
        String query = context.request().query();
        context.response()
                .setStatusCode(context.request().method() == HttpMethod.GET ? 301 : 307)
                .putHeader(HttpHeaders.LOCATION, query == null ? path : path + "?" + query)
                .end();
    }
}
