package dev.parley.transport.relay;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;

/**
 * A client for each event loop, with connections of its own. One client for all would give a request whichever connection
 * was used last, mostly one of another loop: each of its events would then wake a second thread.
 */
final class LoopClients implements Clients {

    private final ThreadLocal<HttpClient> recorded;
    private final ThreadLocal<HttpClient> others;

    /** @param options the bound on connections is each loop's own */
    LoopClients(Vertx vertx, HttpClientOptions options) {
        HttpClientOptions untraced = new HttpClientOptions(options).setTracingPolicy(TracingPolicy.IGNORE);
        this.recorded = ThreadLocal.withInitial(() -> vertx.createHttpClient(options));
        this.others = ThreadLocal.withInitial(() -> vertx.createHttpClient(untraced));
    }

    /** Of the loop this is called on. */
    @Override
    public HttpClient client(boolean isRecorded) {
        return (isRecorded ? recorded : others).get();
    }
}
