package dev.parley.benchmarks.load;

import dev.parley.benchmarks.house.Target;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client with many connections. */
public final class Calls implements AutoCloseable {

    /** One loop: what a call sees is then seen in order, whoever began it. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client;

    /** With at most so many connections to one target. */
    public Calls(int connections) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1));
    }

    /** Sends one. */
    public Call begin(Target target, Ask ask, Watch watch) {
        RequestOptions options = new RequestOptions()
                .setMethod(ask.method())
                .setHost(target.base().getHost())
                .setPort(target.base().getPort())
                .setURI(ask.path())
                .putHeader("Content-Type", "application/json");
        target.key().ifPresent(key -> options.putHeader("Authorization", "Bearer " + key));
        ask.headers().forEach(options::putHeader);
        Call call = new Call(watch);
        loop.runOnContext(start -> call.begin(client.request(options), ask.body()));
        return call;
    }

    /** Does something after a while. */
    public void later(Duration time, Runnable task) {
        vertx.setTimer(time.toMillis(), id -> task.run());
    }

    /** Waits until all of them are over. @throws IllegalStateException after this long */
    public static void await(List<Call> calls, Duration atMost) {
        CompletableFuture<?>[] all = calls.stream()
                .map(call -> call.over().toCompletionStage().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(all), atMost);
    }

    /** Waits for something. @throws IllegalStateException if it fails, or after this long */
    public static <T> T await(CompletableFuture<T> future, Duration atMost) {
        try {
            return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the load failed: " + e, e);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
