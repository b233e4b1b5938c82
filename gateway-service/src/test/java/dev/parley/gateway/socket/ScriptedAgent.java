package dev.parley.gateway.socket;

import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Scripted;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** An agent that does what a test says. */
final class ScriptedAgent implements AutoCloseable {

    static final String HELLO = "{\"type\":\"hello\",\"version\":1,\"agent\":\"parley/0.1.0\",\"name\":\"%s\","
            + "\"models\":[{\"name\":\"llama3.2:3b\"}],\"warm\":[],\"capacity\":8,\"stream\":true}";

    private final WebSocket socket;
    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final List<Buffer> bytes = new CopyOnWriteArrayList<>();

    private ScriptedAgent(WebSocket socket) {
        this.socket = socket;
    }

    static ScriptedAgent dial(Vertx vertx, URI gateway, String key) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(gateway.getHost())
                .setPort(gateway.getPort())
                .setURI("/auth-proxy")
                .addSubProtocol("parley.tunnel.v1")
                .addHeader("Authorization", "Bearer " + key);
        AtomicReference<ScriptedAgent> agent = new AtomicReference<>();
        // Before the first frame can come.
        Scripted.await(vertx.createWebSocketClient().connect(options).map(socket -> {
            ScriptedAgent made = new ScriptedAgent(socket);
            socket.textMessageHandler(text -> made.frames.add(new JsonObject(text)));
            socket.binaryMessageHandler(made.bytes::add);
            agent.set(made);
            return socket;
        }));
        return agent.get();
    }

    /** One that is in. */
    static ScriptedAgent join(Vertx vertx, URI gateway, String key, String name) {
        ScriptedAgent agent = dial(vertx, gateway, key);
        agent.says(HELLO.formatted(name));
        agent.hears("welcome");
        return agent;
    }

    void says(String frame) {
        socket.writeTextMessage(frame);
    }

    void sends(long id, Buffer body) {
        socket.writeBinaryMessage(Buffer.buffer().appendLong(id).appendBuffer(body));
    }

    /** The latest of a kind, waited for. */
    JsonObject hears(String type) {
        await().until(() -> !of(type).isEmpty());
        List<JsonObject> all = of(type);
        return all.get(all.size() - 1);
    }

    List<JsonObject> of(String type) {
        return frames.stream()
                .filter(frame -> frame.getString("type").equals(type))
                .toList();
    }

    /** What came of a body. */
    Buffer body(long id) {
        Buffer body = Buffer.buffer();
        bytes.stream()
                .filter(message -> message.getLong(0) == id)
                .forEach(message -> body.appendBuffer(message.slice(8, message.length())));
        return body;
    }

    String subProtocol() {
        return socket.subProtocol();
    }

    boolean isClosed() {
        return socket.isClosed() && socket.closeStatusCode() != null;
    }

    int closeCode() {
        return socket.closeStatusCode();
    }

    @Override
    public void close() {
        socket.close();
    }
}
