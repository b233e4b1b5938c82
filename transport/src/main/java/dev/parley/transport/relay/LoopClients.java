package dev.parley.transport.relay;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A client for each event loop, with connections of its own. One client for all would give a request whichever connection
 * was used last, mostly one of another loop: each of its events would then wake a second thread, and a request that is given
 * up might have ended on the other loop unseen, its connection being another's by then. Loops beyond twice the processors
 * share theirs with others.
 */
final class LoopClients implements Clients {

    private final ThreadLocal<HttpClient> recorded;
    private final ThreadLocal<HttpClient> others;

    /**
     * Makes all of them at once: one that is made on a server's loop is closed with that server, while it still answers.
     *
     * @param options the bound on connections is each loop's own
     */
    LoopClients(Vertx vertx, HttpClientOptions options) {
        this.recorded = ofEachLoop(vertx, options);
        this.others = ofEachLoop(vertx, new HttpClientOptions(options).setTracingPolicy(TracingPolicy.IGNORE));
    }

    private static ThreadLocal<HttpClient> ofEachLoop(Vertx vertx, HttpClientOptions options) {
        List<HttpClient> each = IntStream.range(0, 2 * Runtime.getRuntime().availableProcessors())
                .mapToObj(loop -> vertx.createHttpClient(options))
                .toList();
        AtomicInteger loops = new AtomicInteger();
        return ThreadLocal.withInitial(() -> each.get(Math.floorMod(loops.getAndIncrement(), each.size())));
    }

    /** Of the loop this is called on. */
    @Override
    public HttpClient client(boolean isRecorded) {
        return (isRecorded ? recorded : others).get();
    }
}
