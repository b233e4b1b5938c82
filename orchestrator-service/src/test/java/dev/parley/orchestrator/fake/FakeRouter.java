package dev.parley.orchestrator.fake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A router that answers as it is told, and remembers what it was asked. */
public final class FakeRouter implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Set<HttpServerResponse> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger left = new AtomicInteger();
    private volatile Script usual = Script.answer("- an idea\nNEXT: more?", 7);
    private volatile JsonArray nodes = new JsonArray();
    private volatile boolean continues = true;

    public FakeRouter() {
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** One question that was asked of a model. */
    public record Asked(Map<String, String> headers, JsonObject body) {

        public List<JsonObject> messages() {
            return body.getJsonArray("messages").stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }

        public String node() {
            return headers.get("x-parley-node");
        }

        public String silence() {
            return headers.get("x-parley-silence");
        }

        public String model() {
            return body.getString("model");
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Forgets everything that was asked and scripted. */
    public void reset() {
        asked.clear();
        refused.clear();
        left.set(0);
        continues = true;
        nodes = new JsonArray();
        usual = Script.answer("- an idea\nNEXT: more?", 7);
        synchronized (scripts) {
            scripts.clear();
        }
    }

    /** Closes every connection on which an answer has not ended. */
    public void hangUp() {
        open.forEach(response -> response.reset());
    }

    /** The next questions are answered like this, one each; then the usual way again. */
    public void next(Script... answers) {
        synchronized (scripts) {
            scripts.addAll(List.of(answers));
        }
    }

    public void usually(Script answer) {
        usual = answer;
    }

    /** A machine with this model, node or address is refused with this code. */
    public void refuse(String modelOrPlace, String code) {
        refused.put(modelOrPlace, code);
    }

    /** A node that is ready and has these models. */
    public void hasNode(String name, String... models) {
        JsonArray known = new JsonArray();
        for (String model : models) {
            known.add(new JsonObject().put("name", model).put("loaded", true));
        }
        nodes.add(new JsonObject()
                .put("name", name)
                .put("url", "http://192.0.2.1:11434")
                .put("kind", "ollama")
                .put("state", "ready")
                .put("since", "2026-01-01T00:00:00Z")
                .put("capabilities", new JsonArray())
                .put("models", known)
                .put("max_concurrent", 1)
                .put("in_flight", 0));
    }

    /** How many callers left before their answer had ended. */
    public int left() {
        return left.get();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        if (!"orchestrator:router-secret-of-tests".equals(request.getHeader("X-Parley-Edge"))) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.body().onSuccess(body -> {
            switch (request.path()) {
                case "/api/chat" -> chat(request, body.toJsonObject());
                case "/internal/machines/resolve" -> json(request.response(), resolve(body.toJsonObject()));
                case "/internal/prices" ->
                    json(
                            request.response(),
                            new JsonObject().put("currency", "EUR").put("prices", new JsonArray()));
                case "/internal/nodes" -> json(request.response(), new JsonObject().put("nodes", nodes));
                case "/api/show" -> {
                    request.response().putHeader("X-Parley-Model", "coder:7b").putHeader("X-Parley-Node", "attic");
                    json(request.response(), shown());
                }
                case "/internal/served" -> json(request.response(), served());
                case "/internal/tasks" ->
                    json(
                            request.response(),
                            new JsonObject()
                                    .put("tasks", new JsonArray().add("code").add("quick")));
                default -> request.response().setStatusCode(404).end();
            }
        });
    }

    private void chat(HttpServerRequest request, JsonObject body) {
        if (body.getBoolean("_debug_render_only", false)) {
            json(request.response(), rendered(body));
            return;
        }
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
        asked.add(new Asked(headers, body));
        Script script;
        synchronized (scripts) {
            script = scripts.isEmpty() ? usual : scripts.poll();
        }
        open.add(request.response());
        request.response().endHandler(ended -> open.remove(request.response()));
        request.response().closeHandler(closed -> {
            open.remove(request.response());
            if (!request.response().ended()) {
                left.incrementAndGet();
            }
        });
        script.play(vertx, request, body);
    }

    /** The templates of these models leave the assistant's last words open, or none do. */
    public void continuesAnswers(boolean doesSo) {
        continues = doesSo;
    }

    private JsonObject rendered(JsonObject body) {
        JsonArray messages = body.getJsonArray("messages");
        String last = messages.getJsonObject(messages.size() - 1).getString("content");
        return new JsonObject()
                .put(
                        "_debug_info",
                        new JsonObject().put("rendered_template", "<assistant>" + last + (continues ? "" : "<end>")));
    }

    private JsonObject resolve(JsonObject wish) {
        JsonArray resolved = new JsonArray();
        wish.getJsonArray("machines").stream().map(JsonObject.class::cast).forEach(machine -> {
            String address = machine.getString("address");
            String node = machine.getString("node");
            String model = machine.getString("model");
            JsonObject answer = new JsonObject().put("model", model);
            for (String named : new String[] {address, node, model}) {
                if (named != null && refused.containsKey(named)) {
                    answer.put("refused", refused.get(named));
                }
            }
            if (node != null || address != null) {
                answer.put("node", node != null ? node : "node-at-" + address);
            }
            resolved.add(answer);
        });
        return new JsonObject().put("machines", resolved);
    }

    private static JsonObject served() {
        return new JsonObject()
                .put(
                        "models",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("model", "Coder:7B")
                                        .put("url", "attic")
                                        .put("capabilities", new JsonArray().add("coding"))
                                        .put("max_concurrent", 1)));
    }

    private static JsonObject shown() {
        return new JsonObject()
                .put(
                        "model_info",
                        new JsonObject().put("general.architecture", "llama").put("llama.context_length", 6_000));
    }

    private static void json(HttpServerResponse response, JsonObject body) {
        response.putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
}
