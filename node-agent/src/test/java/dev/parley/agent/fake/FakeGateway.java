package dev.parley.agent.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands for the gateway: answers what it was told to and keeps what it was asked. */
public final class FakeGateway implements AutoCloseable {

    public static final String ID = "6e2f7f3e-2b1c-4a52-9a52-0d3c4b5a6f70";

    /** One answer to a request for events: these, and what comes then. */
    private record Connection(Then then, List<String> events) {}

    private enum Then {
        END,
        BREAK,
        WAIT,
        STREAM
    }

    private final HttpServer server;
    private final Deque<Connection> connections = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private volatile String tags = Events.TAGS;
    private volatile String routerError = "";
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private volatile String key = "";
    private String refusal = "";
    private int refusalStatus;

    public FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the next viewer, or the next after it, is sent. */
    public FakeGateway sends(String... events) {
        connections.add(new Connection(Then.END, List.of(events)));
        return this;
    }

    /** The same, but then the connection breaks. */
    public FakeGateway breaksAfter(String... events) {
        connections.add(new Connection(Then.BREAK, List.of(events)));
        return this;
    }

    /** The same, but then nothing comes until the conversation is stopped. */
    public FakeGateway waitsAfter(String... events) {
        connections.add(new Connection(Then.WAIT, List.of(events)));
        return this;
    }

    /** The same, and then piece after piece, faster than anybody talks. */
    public FakeGateway streamsForEver(String... events) {
        connections.add(new Connection(Then.STREAM, List.of(events)));
        return this;
    }

    /** Every start is answered so. */
    public FakeGateway refuses(int status, String body) {
        refusalStatus = status;
        refusal = body;
        return this;
    }

    /** Lists these models. */
    public FakeGateway lists(String models) {
        tags = models;
        return this;
    }

    /** Tells this of a model; of others it says that there is none. */
    public FakeGateway shows(String model, String json) {
        shown.put(model, json);
        return this;
    }

    /** The relayed paths are answered as Ollama would, with the reason only in a header; empty: as usual. */
    public FakeGateway cannotReachTheRouter(String error) {
        routerError = error;
        return this;
    }

    /** Answers nobody without this key. */
    public FakeGateway wants(String wanted) {
        key = wanted;
        return this;
    }

    /** Every answer has this header. */
    public FakeGateway answersWith(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Method, path, the last event id where one was sent, and the body where there was one. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((exchange.getRequestMethod() + " " + path + (last == null ? "" : " after " + last) + " " + body)
                .strip());
        headers.forEach(exchange.getResponseHeaders()::add);
        String said = exchange.getRequestHeaders().getFirst("Authorization");
        if (!key.isEmpty() && !("Bearer " + key).equals(said)) {
            send(exchange, 401, "{\"code\":\"key-missing\",\"status\":401,\"detail\":\"A key is needed here.\"}");
        } else if (path.startsWith("/api/keys")) {
            keys(exchange);
        } else if (path.equals("/api/tags") && !routerError.isEmpty()) {
            exchange.getResponseHeaders().add("X-Parley-Error", routerError);
            send(exchange, 503, "{\"error\":\"the router cannot be reached\"}");
        } else if (path.equals("/api/tags")) {
            send(exchange, 200, tags);
        } else if (path.equals("/api/show")) {
            show(exchange, body);
        } else if (path.endsWith("/events")) {
            stream(exchange);
        } else if (path.endsWith("/start") && refusalStatus > 0) {
            send(exchange, refusalStatus, refusal);
        } else {
            send(exchange, path.endsWith("/start") ? 201 : 200, Events.conversation(status(path)));
        }
        if (path.endsWith("/stop")) {
            stopped.countDown();
        }
    }

    private void show(HttpExchange exchange, String body) throws IOException {
        Optional<String> known = shown.entrySet().stream()
                .filter(model -> body.contains('"' + model.getKey() + '"'))
                .map(Map.Entry::getValue)
                .findFirst();
        send(exchange, known.isPresent() ? 200 : 404, known.orElse("{\"error\":\"model not found\"}"));
    }

    /** Two keys on two pages. */
    private void keys(HttpExchange exchange) throws IOException {
        boolean second = String.valueOf(exchange.getRequestURI().getQuery()).contains("cursor=c/2");
        switch (exchange.getRequestMethod()) {
            case "POST" ->
                send(exchange, refusalStatus > 0 ? refusalStatus : 201, refusalStatus > 0 ? refusal : Events.KEY);
            case "DELETE" -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            }
            default ->
                send(
                        exchange,
                        200,
                        second
                                ? "{\"keys\":[" + Events.REVOKED_KEY + "]}"
                                : "{\"keys\":[" + Events.LISTED_KEY + "],\"next\":\"c/2\"}");
        }
    }

    private static String status(String path) {
        return path.endsWith(ID) || path.endsWith("/stop") ? "completed" : "active";
    }

    private void stream(HttpExchange exchange) throws IOException {
        Connection connection;
        synchronized (connections) {
            connection = connections.poll();
        }
        if (connection == null) {
            send(exchange, 503, "{\"code\":\"service-unavailable\",\"status\":503,\"detail\":\"away\"}");
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, connection.then() == Then.BREAK ? 1_000_000 : 0);
        exchange.getResponseBody().write(": keep-alive\n\n".getBytes(StandardCharsets.UTF_8));
        for (String event : connection.events()) {
            exchange.getResponseBody().write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
        for (int piece = 1; connection.then() == Then.STREAM && stopped.getCount() > 0; piece++) {
            exchange.getResponseBody()
                    .write(("data: " + Events.token("3." + piece, 1, "x") + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
        if (connection.then() == Then.WAIT) {
            awaitStop();
            exchange.getResponseBody()
                    .write(("data: " + Events.completed("59.0", "stopped") + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    private void awaitStop() throws IOException {
        try {
            if (!stopped.await(60, TimeUnit.SECONDS)) {
                throw new IOException("nobody stopped the conversation");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
