package dev.parley.gateway.http;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import dev.parley.transport.relay.record.Surface;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Which paths are ours and speak problem+json; all others are Ollama's or OpenAI's and are answered as those would. */
final class Paths {

    private static final List<String> OWN = List.of("/api/conversations", "/api/usage", "/ws", "/ui", "/q");

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
}
