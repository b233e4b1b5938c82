package dev.parley.gateway.http;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Which paths are ours and speak problem+json; all others are Ollama's or OpenAI's and are answered as those would. */
public final class Paths {

    private static final List<String> OWN = List.of(
            "/api/conversations",
            "/api/chat/batch",
            "/api/chat/models",
            "/api/models",
            "/api/query",
            "/api/traces",
            "/generate",
            "/config",
            "/api/nodes",
            "/api/queue",
            "/api/experiments",
            "/api/prices",
            "/api/keys",
            "/api/audit",
            "/api/session",
            "/api/usage",
            "/ws",
            "/auth-proxy",
            "/ui",
            "/q",
            "/k");

    private Paths() {}

    static boolean isOwn(String path) {
        return OWN.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
    }

    /** Ends a request that may not come in: with a problem on our paths, without a body on the others, as Ollama does. */
    static void forbid(RoutingContext context, ProblemCode code, String detail) {
        if (isOwn(context.normalizedPath())) {
            Problems.answer(context, code, detail);
            return;
        }
        context.response()
                .setStatusCode(code.status())
                .putHeader(Surface.ERROR_HEADER, code.wireName())
                .end();
    }

    /** Ends a request for what is not served. */
    public static void notServed(RoutingContext context) {
        String path = context.normalizedPath();
        if (isOwn(path)) {
            Problems.answer(context, ProblemCode.NOT_FOUND, path);
        } else {
            OllamaTexts.notFound(context);
        }
    }

    /**
     * Ends a request for what is served to other methods.
     *
     * @param allowed in the order of the {@code Allow} header
     */
    public static void methodNotAllowed(RoutingContext context, List<String> allowed) {
        if (!isOwn(context.normalizedPath())) {
            OllamaTexts.methodNotAllowed(
                    context, allowed.stream().map(HttpMethod::valueOf).toList());
            return;
        }
        String allow = String.join(", ", allowed);
        context.response().putHeader(HttpHeaders.ALLOW, allow);
        Problems.answer(
                context, ProblemCode.METHOD_NOT_ALLOWED, context.request().method() + " (expected: " + allow + ")");
    }

    /** Ends a request with an error in the words of whoever is asked: a problem on our paths, else as that surface would. */
    public static void refuse(RoutingContext context, ProblemCode code, String detail) {
        String path = context.normalizedPath();
        if (isOwn(path)) {
            Problems.answer(context, code, detail);
        } else {
            Surface surface = path.startsWith("/v1/") ? Surface.OPENAI : Surface.NATIVE;
            surface.refuse(context.response(), code, detail);
        }
    }
}
