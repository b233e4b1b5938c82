package dev.parley.transport.relay;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.util.function.Supplier;

/**
 * A client for each event loop, with connections of its own. One client for all would give a request whichever connection
 * was used last, mostly one of another loop: each of its events would then wake a second thread.
 */
final class LoopClients implements Supplier<HttpClient> {

    private final ThreadLocal<HttpClient> ofLoop;

    /** @param options the bound on connections is each loop's own */
    LoopClients(Vertx vertx, HttpClientOptions options) {
        this.ofLoop = ThreadLocal.withInitial(() -> vertx.createHttpClient(options));
    }

    /** That of the loop this is called on. */
    @Override
    public HttpClient get() {
        return ofLoop.get();
    }
}
