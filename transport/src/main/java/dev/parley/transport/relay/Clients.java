package dev.parley.transport.relay;

import io.vertx.core.http.HttpClient;

/** Which client a request goes through. */
@FunctionalInterface
interface Clients {

    /** @param isRecorded whether its call has a span that somebody records */
    HttpClient client(boolean isRecorded);
}
