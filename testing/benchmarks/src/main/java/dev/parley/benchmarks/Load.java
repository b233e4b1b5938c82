package dev.parley.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A closed load: so many clients, each sending its next call when its last one has ended. Latencies are those of the calls
 * themselves, not of an arrival schedule, so they compare targets and do not predict queueing under an open load.
 */
final class Load implements AutoCloseable {

    /** A load that takes longer than this is stuck. */
    private static final int MINUTES = 5;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;

    Load(int clients) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(clients));
    }

    /** Sends this many calls from this many clients. @throws IllegalStateException if any call does not answer 200. */
    Measurement run(Target target, String path, String body, int clients, int calls) {
        Run run = new Run(target, path, Buffer.buffer(body), calls);
        long began = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            vertx.getOrCreateContext().runOnContext(start -> run.next());
        }
        await(run.done.future(), target);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Measurement(new Distribution(run.latencies), new Distribution(run.firstBytes), seconds);
    }

    private static void await(Future<Void> done, Target target) {
        try {
            done.toCompletionStage().toCompletableFuture().get(MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the load on " + target.name() + " failed: " + e, e);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }

    private final class Run {

        private final URI base;
        private final MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
        private final String path;
        private final Buffer body;
        private final long[] latencies;
        private final long[] firstBytes;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final Promise<Void> done = Promise.promise();

        Run(Target target, String path, Buffer body, int calls) {
            this.base = target.base();
            target.key().ifPresent(key -> headers.add("Authorization", "Bearer " + key));
            this.path = path;
            this.body = body;
            this.latencies = new long[calls];
            this.firstBytes = new long[calls];
        }

        void next() {
            int call = begun.getAndIncrement();
            if (call >= latencies.length || done.future().isComplete()) {
                return;
            }
            long sent = System.nanoTime();
            client.request(HttpMethod.POST, base.getPort(), base.getHost(), path)
                    .compose(request -> {
                        request.headers().addAll(headers);
                        return request.send(body);
                    })
                    .compose(response -> receive(response, call, sent))
                    .onSuccess(end -> finish(call, sent))
                    .onFailure(done::tryFail);
        }

        private Future<Void> receive(HttpClientResponse response, int call, long sent) {
            if (response.statusCode() != 200) {
                return response.body().compose(text -> Future.failedFuture(response.statusCode() + " " + text));
            }
            response.handler(piece -> {
                if (firstBytes[call] == 0) {
                    firstBytes[call] = System.nanoTime() - sent;
                }
            });
            return response.end();
        }

        private void finish(int call, long sent) {
            latencies[call] = System.nanoTime() - sent;
            if (ended.incrementAndGet() == latencies.length) {
                done.tryComplete();
            } else {
                next();
            }
        }
    }
}
