package dev.parley.transport.problem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Takes a request without a body for one of JSON: where a body is wanted but may be left out, a client that leaves it out names
 * no type either, and would otherwise be told that its type is not supported.
 */
public final class AbsentBodies {

    /** Before the framework looks for somebody who can read the type. */
    @ServerRequestFilter(preMatching = true)
    public void absent(ContainerRequestContext request) {
        if (!HttpMethod.GET.equals(request.getMethod()) && request.getMediaType() == null && isAbsent(request)) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    /** Without both headers, HTTP/1.1 says that there is none (RFC 9112, section 6.3). */
    private static boolean isAbsent(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return (length == null || length.equals("0")) && request.getHeaderString("Transfer-Encoding") == null;
    }
}
