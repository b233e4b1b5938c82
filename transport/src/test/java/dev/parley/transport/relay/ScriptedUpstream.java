package dev.parley.transport.relay;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An upstream on a real socket that does with each request what its script says, byte by byte. */
final class ScriptedUpstream {

    static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
    static final String EVENTS_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    static final String LAST_CHUNK = "0\r\n\r\n";

    /** The heads of the requests, as they came. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Connections that are open now. */
    final AtomicInteger open = new AtomicInteger();

    /** Connections that were ever opened. */
    final AtomicInteger opened = new AtomicInteger();

    private final NetServer server;
    private volatile Consumer<NetSocket> script = socket -> {};

    ScriptedUpstream(Vertx vertx) {
        server = vertx.createNetServer().connectHandler(this::connected);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    void onRequest(Consumer<NetSocket> script) {
        this.script = script;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    static String chunk(String text) {
        return Integer.toHexString(Buffer.buffer(text).length()) + "\r\n" + text + "\r\n";
    }

    private void connected(NetSocket socket) {
        open.incrementAndGet();
        opened.incrementAndGet();
        socket.closeHandler(closed -> open.decrementAndGet());
        Buffer head = Buffer.buffer();
        socket.handler(bytes -> {
            head.appendBuffer(bytes);
            if (head.toString().contains("\r\n\r\n")) {
                requests.add(head.toString());
                head.setBytes(0, new byte[head.length()]);
                script.accept(socket);
            }
        });
    }
}
