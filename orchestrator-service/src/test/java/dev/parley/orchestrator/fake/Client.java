package dev.parley.orchestrator.fake;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.transport.edge.Edge;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** What the gateway sends, and what it gets. */
public final class Client {

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Edge GATEWAY =
            new Edge("gateway", "orchestrator", "gateway-secret-of-tests", Clock.systemUTC());

    private final String base;
    private final Caller caller;

    public Client(int port) {
        this("http://127.0.0.1:" + port, caller("local"));
    }

    private Client(String base, Caller caller) {
        this.base = base;
        this.caller = caller;
    }

    public String base() {
        return base;
    }

    public Client of(String otherTenant) {
        return new Client(base, Caller.of(otherTenant, caller.key(), caller.scopes()));
    }

    /** With another key of the same tenant. */
    public Client with(String key, Scope... scopes) {
        return new Client(base, Caller.of(caller.tenant(), key, Set.of(scopes)));
    }

    /** A status, headers and a body. */
    public record Answer(int status, HttpHeaders headers, String text) {

        public String contentType() {
            return header("Content-Type");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public JsonObject json() {
            return new JsonObject(text);
        }

        public String code() {
            return json().getString("code");
        }
    }

    public Answer post(String path, JsonObject body, String... headers) {
        return send("POST", path, body == null ? "" : body.encode(), headers);
    }

    public Answer send(String method, String path, String body, String... headers) {
        try {
            HttpRequest.Builder request = request(path)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer as it comes. Its head must be there soon. */
    public InputStream open(String path, JsonObject body) {
        try {
            HttpRequest request = request(path)
                    .POST(BodyPublishers.ofString(body.encode()))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return HTTP.send(request, BodyHandlers.ofInputStream()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    /** The bytes of an answer. */
    public byte[] bytes(String path) {
        try {
            return HTTP.send(request(path).GET().build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts and answers the id. */
    public String start(JsonObject wish) {
        Answer answer = post("/api/conversations/start", wish);
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer.json().getString("id");
    }

    public JsonObject conversation(String id) {
        return get("/api/conversations/" + id).json();
    }

    public String status(String id) {
        return conversation(id).getString("status");
    }

    public Viewer watch(String id, String lastEventId) {
        return new Viewer(request("/api/conversations/" + id + "/events"), lastEventId);
    }

    public static JsonObject wish(int machines, int rounds) {
        JsonArray list = new JsonArray();
        String[] roles = {"generator", "critic", "synth", "moderator"};
        for (int i = 0; i < machines; i++) {
            list.add(new JsonObject()
                    .put("model", "model-" + (i + 1))
                    .put("role", roles[i % roles.length])
                    .put("timeout", 5));
        }
        return new JsonObject()
                .put("subject", "energy in a small town")
                .put("machines", list)
                .put("num_rounds", rounds)
                .put("pause_seconds", 0);
    }

    /** What the gateway sends with every call. */
    public static MultiMap proof(String tenant) {
        return GATEWAY.headers(caller(tenant));
    }

    private static Caller caller(String tenant) {
        return Caller.of(tenant, "anonymous", Set.of(Scope.INFERENCE, Scope.CONVERSATIONS));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        GATEWAY.headers(caller).forEach(header -> request.header(header.getKey(), header.getValue()));
        return request;
    }
}
