package dev.parley.agent.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers on loopback what a gateway would, word for word from a script. */
public final class Stage implements AutoCloseable {

    private final HttpServer server;

    private Stage(HttpServer server) {
        this.server = server;
    }

    /** A stage on a free port. */
    public static Stage open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/tags", exchange -> play(exchange, 200, "tags.json"));
        server.createContext("/api/conversations/start", exchange -> play(exchange, 201, "conversation.json"));
        server.createContext("/api/conversations/", exchange -> play(exchange, 200, "events.txt"));
        server.start();
        return new Stage(server);
    }

    /** Its base URL. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void play(HttpExchange exchange, int status, String script) throws IOException {
        try (InputStream lines = Stage.class.getResourceAsStream(script)) {
            if (lines == null) {
                throw new IOException("there is no " + script);
            }
            exchange.sendResponseHeaders(status, 0);
            lines.transferTo(exchange.getResponseBody());
        } finally {
            exchange.close();
        }
    }
}
