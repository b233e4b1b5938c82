package dev.parley.gateway.http.auth;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Takes a key out of a path, {@code /k/<key>/...}, before anything else sees it: whoever routes, logs, counts or answers
 * later meets the path without it, and only a redirect has it again. Tracing begins even earlier, see {@link SecretFreeSpans}.
 */
@ApplicationScoped
class PathKey {

    /** Before the door and before the framework's access log. */
    private static final int BEFORE_ALL = Integer.MIN_VALUE;

    private static final String PREFIX = "/k/";
    private static final String KEY = PathKey.class.getName();

    void take(@Observes Router router) {
        router.route().order(BEFORE_ALL).handler(PathKey::take);
    }

    private static void take(RoutingContext context) {
        String uri = context.request().uri();
        Optional<String> taken = of(context);
        if (taken.isPresent() || !uri.startsWith(PREFIX)) {
            taken.ifPresent(key -> context.addHeadersEndHandler(written -> lead(context, PREFIX + key)));
            context.next();
            return;
        }
        int end = endOfSegment(uri);
        context.put(KEY, uri.substring(PREFIX.length(), end));
        context.reroute(rest(uri.substring(end)));
    }

    /** Whoever is sent elsewhere here has its key in the path there too. */
    private static void lead(RoutingContext context, String prefix) {
        MultiMap headers = context.response().headers();
        String location = headers.get(HttpHeaders.LOCATION);
        if (location != null) {
            String here = context.request().scheme() + "://" + context.request().getHeader(HttpHeaders.HOST);
            String origin = location.startsWith(here + "/") ? here : "";
            String path = location.substring(origin.length());
            if (path.startsWith("/") && !path.startsWith("//")) {
                headers.set(HttpHeaders.LOCATION, origin + prefix + path);
            }
        }
    }

    private static int endOfSegment(String uri) {
        int at = PREFIX.length();
        while (at < uri.length() && "/?#".indexOf(uri.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static String rest(String uri) {
        return uri.startsWith("/") ? uri : "/" + uri;
    }

    /** What stood in the path in place of a key. */
    static Optional<String> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }
}
