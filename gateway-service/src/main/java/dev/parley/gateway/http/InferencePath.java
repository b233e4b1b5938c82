package dev.parley.gateway.http;

import dev.parley.transport.relay.record.Surface;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.stream.Stream;

/**
 * A path that is passed on to the router.
 *
 * @param methods in the order of the {@code Allow} header
 */
record InferencePath(String path, Surface surface, List<HttpMethod> methods) {

    private static final List<HttpMethod> ASKED = List.of(HttpMethod.POST);
    private static final List<HttpMethod> READ = List.of(HttpMethod.GET, HttpMethod.HEAD);

    /** Every one of them. */
    static final List<InferencePath> SERVED = Stream.of(
                    paths(
                            Surface.NATIVE,
                            ASKED,
                            "/api/chat",
                            "/api/generate",
                            "/api/embed",
                            "/api/embeddings",
                            "/api/show"),
                    paths(Surface.NATIVE, READ, "/api/tags", "/api/ps", "/api/version"),
                    paths(Surface.OPENAI, ASKED, "/v1/chat/completions"),
                    paths(Surface.OPENAI, READ, "/v1/models"))
            .flatMap(paths -> paths)
            .toList();

    /** Earlier clients of task chat post to it with a slash and follow no redirects. */
    private static final String SERVED_WITH_SLASH = "/api/chat";

    private static Stream<InferencePath> paths(Surface surface, List<HttpMethod> methods, String... paths) {
        return Stream.of(paths).map(path -> new InferencePath(path, surface, methods));
    }

    /** Whether a request for {@code asked} is sent to this path instead of being served, as Ollama does. */
    boolean redirects(String asked) {
        return asked.endsWith("/") && !path.equals(SERVED_WITH_SLASH);
    }
}
