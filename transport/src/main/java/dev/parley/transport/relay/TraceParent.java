package dev.parley.transport.relay;

import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.http.HttpClientRequest;

/**
 * The header {@code traceparent} of a call that has no span of its own: it names the request's. Nearly all calls are so,
 * and a span that nobody records costs nearly as much as one that somebody does.
 */
final class TraceParent {

    private static final String HEADER = "traceparent";
    private static final String VERSION = "00-";

    private TraceParent() {}

    /** Leaves what was passed on where there is no span, as without a tracer. */
    static void write(HttpClientRequest outgoing, SpanContext of) {
        if (of.isValid() && !of.isSampled()) {
            String flags = of.getTraceFlags().asHex();
            outgoing.putHeader(HEADER, VERSION + of.getTraceId() + "-" + of.getSpanId() + "-" + flags);
        }
    }
}
