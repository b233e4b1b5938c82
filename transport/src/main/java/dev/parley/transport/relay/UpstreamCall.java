package dev.parley.transport.relay;

import dev.parley.transport.relay.record.Surface;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;

/**
 * A request as the upstream gets it. {@code Host} is always the upstream's own authority, redirects are never followed.
 *
 * @param base scheme, host and port of the upstream; a path is put before {@code uri}
 * @param uri path and query, starting with a slash
 * @param headers all of them, see {@link PassedHeaders}
 * @param forms tells the answers' forms
 */
public record UpstreamCall(
        HttpMethod method, URI base, String uri, MultiMap headers, RequestBody body, AnswerForms forms) {

    /** A call with these bytes on a surface that answers in several forms. */
    public static UpstreamCall on(
            Surface surface, HttpMethod method, URI base, String uri, MultiMap headers, Buffer body) {
        return on(surface, method, base, uri, headers, RequestBody.of(body));
    }

    /** A call on a surface that answers in several forms. */
    public static UpstreamCall on(
            Surface surface, HttpMethod method, URI base, String uri, MultiMap headers, RequestBody body) {
        return new UpstreamCall(method, base, uri, headers, body, surface::form);
    }

    /** The base's path without its last slashes. */
    private String prefix() {
        String path = Optional.ofNullable(base.getRawPath()).orElse("");
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    RequestOptions options() {
        boolean tls = "https".equals(base.getScheme());
        int port = Optional.of(base.getPort()).filter(given -> given > 0).orElse(tls ? 443 : 80);
        return new RequestOptions()
                .setMethod(method)
                .setHost(base.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(prefix() + uri)
                .setFollowRedirects(false);
    }
}
