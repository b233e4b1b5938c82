package dev.parley.gateway.http;

import dev.parley.gateway.inference.Kind;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/**
 * A path that is passed on to the router.
 *
 * @param methods in the order of the {@code Allow} header
 * @param kind what is asked of a model; empty where only lists are read
 */
record InferencePath(String path, Surface surface, List<HttpMethod> methods, Optional<Kind> kind) {

    private static final List<HttpMethod> ASKED = List.of(HttpMethod.POST);
    private static final List<HttpMethod> READ = List.of(HttpMethod.GET);
    private static final List<HttpMethod> LOOKED_AT = List.of(HttpMethod.GET, HttpMethod.HEAD);

    /** Every one of them. */
    static final List<InferencePath> SERVED = List.of(
            asked(Surface.NATIVE, Kind.CHAT, "/api/chat"),
            asked(Surface.NATIVE, Kind.GENERATE, "/api/generate"),
            asked(Surface.NATIVE, Kind.EMBED, "/api/embed"),
            asked(Surface.NATIVE, Kind.EMBED, "/api/embeddings"),
            asked(Surface.NATIVE, Kind.SHOW, "/api/show"),
            read(Surface.NATIVE, LOOKED_AT, "/api/tags"),
            read(Surface.NATIVE, READ, "/api/ps"),
            read(Surface.NATIVE, LOOKED_AT, "/api/version"),
            asked(Surface.OPENAI, Kind.OPENAI_CHAT, "/v1/chat/completions"),
            read(Surface.OPENAI, READ, "/v1/models"));

    /** Earlier clients of task chat post to it with a slash and follow no redirects. */
    private static final String SERVED_WITH_SLASH = "/api/chat";

    private static InferencePath asked(Surface surface, Kind kind, String path) {
        return new InferencePath(path, surface, ASKED, Optional.of(kind));
    }

    private static InferencePath read(Surface surface, List<HttpMethod> methods, String path) {
        return new InferencePath(path, surface, methods, Optional.empty());
    }

    /** Whether a request for {@code asked} is sent to this path instead of being served, as Ollama does. */
    boolean redirects(String asked) {
        return asked.endsWith("/") && !path.equals(SERVED_WITH_SLASH);
    }
}
