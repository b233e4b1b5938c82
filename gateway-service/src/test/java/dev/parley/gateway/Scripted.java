package dev.parley.gateway;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A service behind the gateway that answers as a test tells it to, and remembers what it was asked. */
public final class Scripted implements AutoCloseable {

    /** A request as it arrived. */
    public record Asked(String method, String uri, MultiMap headers, Buffer body) {}

    /** How to answer. */
    @FunctionalInterface
    public interface Script {
        void answer(Asked asked, HttpServerResponse response);
    }

    private final Vertx vertx;
    private final HttpServer server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private volatile Script otherwise = Scripted::unscripted;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Set<HttpServerResponse> open = ConcurrentHashMap.newKeySet();

    public Scripted(Vertx vertx) {
        this.vertx = vertx;
        this.server = await(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
    }

    private void serve(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        open.add(response);
        response.exceptionHandler(gone -> {});
        response.endHandler(ended -> open.remove(response));
        request.connection().closeHandler(closed -> open.remove(response));
        Handler<Buffer> answer = body -> {
            Asked one = new Asked(request.method().name(), request.uri(), request.headers(), body);
            asked.add(one);
            scripts.getOrDefault(one.method() + " " + request.path(), otherwise).answer(one, response);
        };
        request.body().onSuccess(answer);
    }

    private static void unscripted(Asked asked, HttpServerResponse response) {
        response.setStatusCode(599).end("no script for " + asked.method() + " " + asked.uri());
    }

    /** From now on answers this request so. */
    public void on(String methodAndPath, Script script) {
        scripts.put(methodAndPath, script);
    }

    /** From now on answers this request with this body. */
    public void on(String methodAndPath, int status, String contentType, String body) {
        on(
                methodAndPath,
                (one, response) -> response.setStatusCode(status)
                        .putHeader("Content-Type", contentType)
                        .end(body));
    }

    /** From now on answers so what has no script of its own. */
    public void otherwise(Script script) {
        otherwise = script;
    }

    /** Everything that was asked, oldest first. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** What was asked of a path, query left out, oldest first. */
    public List<Asked> asked(String path) {
        return asked.stream()
                .filter(one -> one.uri().equals(path) || one.uri().startsWith(path + "?"))
                .toList();
    }

    /** How many requests are unanswered or being answered. */
    public int open() {
        return open.size();
    }

    /** Forgets scripts and requests. */
    public void reset() {
        scripts.clear();
        otherwise = Scripted::unscripted;
        asked.clear();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        await(server.close());
    }

    public static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
