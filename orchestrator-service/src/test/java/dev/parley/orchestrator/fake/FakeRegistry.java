package dev.parley.orchestrator.fake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry that knows the first line that said an idea, and can be away. */
public final class FakeRegistry implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<JsonObject> claims = new CopyOnWriteArrayList<>();
    private final List<JsonObject> confirmations = new CopyOnWriteArrayList<>();
    private final List<String> removals = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, JsonObject>> known = new HashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean stale;
    private volatile int refusal;
    private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

    public FakeRegistry() {
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public void reset() {
        claims.clear();
        confirmations.clear();
        removals.clear();
        refusals.set(0);
        away = false;
        stale = false;
        refusal = 0;
        open = CompletableFuture.completedFuture(null);
    }

    public void away(boolean now) {
        away = now;
    }

    /** Claims are answered when this is done. */
    public void answersWhen(CompletableFuture<Void> gate) {
        open = gate;
    }

    public void stale(boolean now) {
        stale = now;
    }

    /** Claims are refused with this status, which is not 0. */
    public void refuses(int status) {
        refusal = status;
    }

    public List<JsonObject> claims() {
        return List.copyOf(claims);
    }

    public List<JsonObject> confirmations() {
        return List.copyOf(confirmations);
    }

    /** How many calls found nobody. */
    public int refusals() {
        return refusals.get();
    }

    /** The paths that were deleted. */
    public List<String> removals() {
        return List.copyOf(removals);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        if (away) {
            refusals.incrementAndGet();
            request.connection().close();
            return;
        }
        request.body().onSuccess(body -> {
            if (request.method() == HttpMethod.DELETE) {
                removals.add(request.path());
                request.response().setStatusCode(204).end();
                return;
            }
            JsonObject asked = body.toJsonObject();
            if (request.path().endsWith("/confirm")) {
                confirmations.add(asked);
                request.response().setStatusCode(204).end();
            } else if (stale) {
                request.response()
                        .setStatusCode(409)
                        .putHeader("Content-Type", "application/problem+json")
                        .end("{\"code\":\"stale-claim\"}");
            } else if (refusal != 0) {
                claims.add(asked);
                request.response()
                        .setStatusCode(refusal)
                        .putHeader("Content-Type", "application/problem+json")
                        .end("{\"code\":\"invalid-field\"}");
            } else {
                claims.add(asked);
                open.thenRun(() -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(new JsonObject().put("ideas", ideas(asked)).toBuffer()));
            }
        });
    }

    private synchronized JsonArray ideas(JsonObject claim) {
        Map<String, JsonObject> seen =
                known.computeIfAbsent(claim.getString("conversation"), conversation -> new HashMap<>());
        JsonArray ideas = new JsonArray();
        int ordinal = 0;
        for (String found : found(claim)) {
            ideas.add(idea(claim, seen, ++ordinal, found));
        }
        return ideas;
    }

    private static List<String> found(JsonObject claim) {
        return claim.containsKey("ideas")
                ? claim.getJsonArray("ideas").stream().map(String::valueOf).toList()
                : claim.getString("text")
                        .lines()
                        .filter(line -> line.startsWith("- "))
                        .map(line -> line.substring(2).strip())
                        .toList();
    }

    private static JsonObject idea(JsonObject claim, Map<String, JsonObject> seen, int ordinal, String text) {
        JsonObject idea = new JsonObject()
                .put("turn", claim.getInteger("turn"))
                .put("ordinal", ordinal)
                .put("round", claim.getInteger("round"))
                .put("agent", claim.getString("agent"))
                .put("role", claim.getString("role"))
                .put("text", text);
        JsonObject first = seen.putIfAbsent(text, idea);
        boolean own = first == null || first.getInteger("turn").equals(claim.getInteger("turn"));
        return own
                ? idea.put("verdict", "new")
                : idea.put("verdict", "repeated")
                        .put("of", text)
                        .put("score", 1.0)
                        .put("method", "exact")
                        .put("why", "said before");
    }
}
