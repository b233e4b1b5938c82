package dev.parley.agent.tunnel;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The gateway's end of tunnels, doing what a test says. */
public final class ScriptedServer implements AutoCloseable {

    public static final int CREDIT = 65_536;

    private final Vertx vertx = Vertx.vertx();
    private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> closings = new CopyOnWriteArrayList<>();
    private final Map<Long, ByteArrayOutputStream> bodies = new ConcurrentHashMap<>();
    private final Map<Long, Long> given = new ConcurrentHashMap<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    private volatile JsonObject welcome = new JsonObject()
            .put("type", "welcome")
            .put("version", 1)
            .put("node", "box")
            .put("credit", CREDIT)
            .put("max_frame", 16_384)
            .put("max_messages", 300)
            .put("ping_seconds", 1);
    private volatile int status = 101;
    private volatile boolean givesCredit = true;
    private volatile long slow;
    private final HttpServer server;

    public ScriptedServer() {
        this(new HttpServerOptions());
    }

    public ScriptedServer(HttpServerOptions options) {
        server = wait(vertx.createHttpServer(options.setHost("127.0.0.1")
                        .setPort(0)
                        .setWebSocketSubProtocols(List.of("parley.tunnel.v1"))
                        .setMaxWebSocketFrameSize(1 << 20)
                        .setMaxWebSocketMessageSize(1 << 20))
                .webSocketHandshakeHandler(handshake -> {
                    handshakes.incrementAndGet();
                    authorizations.add(String.valueOf(handshake.headers().get("Authorization")));
                    if (status == 101) {
                        handshake.accept();
                    } else {
                        handshake.reject(status);
                    }
                })
                .webSocketHandler(this::opened)
                .listen());
    }

    private static <T> T wait(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void opened(ServerWebSocket socket) {
        sockets.add(socket);
        socket.textMessageHandler(text -> took(socket, new JsonObject(text)));
        socket.binaryMessageHandler(bytes -> took(socket, bytes));
        socket.closeHandler(closed -> closings.add(socket.closeStatusCode() + " " + socket.closeReason()));
        socket.exceptionHandler(broken -> {});
    }

    private void took(ServerWebSocket socket, JsonObject frame) {
        if (frame.getString("type").equals("credit")) {
            given.merge(frame.getLong("messageId"), frame.getLong("bytes"), Long::sum);
            return;
        }
        frames.add(frame);
        if (frame.getString("type").equals("hello") && welcome != null) {
            socket.writeTextMessage(welcome.encode());
        }
    }

    private void took(ServerWebSocket socket, Buffer bytes) {
        long id = bytes.getLong(0);
        byte[] body = bytes.getBytes(8, bytes.length());
        bodies.computeIfAbsent(id, each -> new ByteArrayOutputStream()).writeBytes(body);
        if (givesCredit && id != slow) {
            socket.writeTextMessage(credit(id, body.length).encode());
        }
    }

    static JsonObject credit(long id, long bytes) {
        return new JsonObject().put("type", "credit").put("messageId", id).put("bytes", bytes);
    }

    public URI uri() {
        return URI.create("ws://127.0.0.1:" + server.actualPort() + "/auth-proxy");
    }

    public int port() {
        return server.actualPort();
    }

    /** Answers handshakes with this from now on. */
    public ScriptedServer answers(int instead) {
        status = instead;
        return this;
    }

    /** Says this after the hello; null for nothing. */
    public ScriptedServer welcomes(JsonObject with) {
        welcome = with;
        return this;
    }

    public JsonObject welcome() {
        return welcome.copy();
    }

    public ScriptedServer givesNoCredit() {
        givesCredit = false;
        return this;
    }

    /** The reader of this answer takes nothing. */
    public ScriptedServer noCreditFor(long id) {
        slow = id;
        return this;
    }

    public List<JsonObject> frames() {
        return frames;
    }

    public List<String> authorizations() {
        return authorizations;
    }

    public List<String> closings() {
        return closings;
    }

    public int handshakes() {
        return handshakes.get();
    }

    /** Credit that has come for the body of a request. */
    public long given(long id) {
        return given.getOrDefault(id, 0L);
    }

    public byte[] body(long id) {
        ByteArrayOutputStream body = bodies.get(id);
        return body == null ? new byte[0] : body.toByteArray();
    }

    public String text(long id) {
        return new String(body(id), StandardCharsets.UTF_8);
    }

    public void say(JsonObject frame) {
        say(frame.encode());
    }

    public void say(String text) {
        ServerWebSocket last = sockets.get(sockets.size() - 1);
        vertx.runOnContext(now -> last.writeTextMessage(text));
    }

    /** A piece of a request's body. */
    public void send(long id, byte[] piece) {
        ServerWebSocket last = sockets.get(sockets.size() - 1);
        Buffer bytes = Buffer.buffer().appendLong(id).appendBytes(piece);
        vertx.runOnContext(now -> last.writeBinaryMessage(bytes));
    }

    /** A whole request with a short body. */
    public void ask(long id, String path, String body) {
        begin(id, body.isEmpty() ? "GET" : "POST", path);
        if (!body.isEmpty()) {
            send(id, body.getBytes(StandardCharsets.UTF_8));
        }
        end(id);
    }

    public void begin(long id, String method, String path) {
        say(new JsonObject()
                .put("type", "request")
                .put("messageId", id)
                .put("method", method)
                .put("path", path)
                .put("headers", new JsonObject().put("content-type", "application/json")));
    }

    public void end(long id) {
        say(new JsonObject().put("type", "end").put("messageId", id));
    }

    public void cancel(long id) {
        say(new JsonObject().put("type", "cancel").put("messageId", id).put("reason", "left"));
    }

    /** The first frame of this type about this message, when it has come. */
    public JsonObject awaitFrame(String type, long id) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> frames.stream()
                                .filter(each -> each.getString("type").equals(type))
                                .filter(each -> id == 0 || each.getLong("messageId") == id)
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    public JsonObject awaitHello() {
        return awaitFrame("hello", 0);
    }

    /** The connection is cut by the server. */
    public void hangUp() {
        ServerWebSocket last = sockets.get(sockets.size() - 1);
        vertx.runOnContext(now -> last.close((short) 1011, "gone"));
    }

    @Override
    public void close() {
        wait(vertx.close());
    }
}
