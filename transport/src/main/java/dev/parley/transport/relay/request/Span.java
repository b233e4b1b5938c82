package dev.parley.transport.relay.request;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a value stands in a body.
 *
 * @param start its first byte
 * @param end the byte after its last
 */
record Span(int start, int end) {

    /** The value as it is written, quotes and all. */
    String in(Buffer body) {
        return body.getString(start, end, StandardCharsets.UTF_8.name());
    }

    /** The same body with another value in this place. */
    Buffer replaced(Buffer body, String json) {
        return Buffer.buffer(body.length() + json.length())
                .appendBuffer(body, 0, start)
                .appendString(json)
                .appendBuffer(body, end, body.length() - end);
    }
}
