package dev.parley.localstack.fake;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands for a service: listens where its environment says, and is ready at once. {@code FAKE_ENDS=<port>} ends it at the start. */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        String port = System.getenv("QUARKUS_HTTP_PORT");
        System.out.println("listening on " + port + " for " + System.getProperty("parley.part"));
        if (System.getProperty("parley.part").equals(System.getenv("FAKE_ENDS"))) {
            System.out.println("the reason why it ended");
            System.exit(3);
        }
        answer(port, "/internal/nodes", nodes());
        answer(System.getenv("QUARKUS_MANAGEMENT_PORT"), "/q/health/ready", "{}");
    }

    private static String nodes() {
        String url = System.getenv().getOrDefault("OLLAMA_URL_1", "none");
        String name = System.getenv().getOrDefault("OLLAMA_NAME_1", "none");
        return "{\"nodes\":[{\"name\":\"%s\",\"url\":\"%s\",\"state\":\"ready\"}]}".formatted(name, url);
    }

    static void answer(String port, String path, String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }
}
