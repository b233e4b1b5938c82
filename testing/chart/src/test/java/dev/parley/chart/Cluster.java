package dev.parley.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An API server that has Secrets and nothing else: Helm looks there for those of an earlier release. It is found by the file that
 * {@code KUBECONFIG} names, for Helm's library knows no other way.
 */
final class Cluster {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST =
            "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"v1\",\"resources\":[{\"name\":\"secrets\","
                    + "\"singularName\":\"secret\",\"namespaced\":true,\"kind\":\"Secret\",\"verbs\":[\"get\",\"list\"]}]}";

    private final Map<String, Map<String, String>> secrets = new ConcurrentHashMap<>();

    private Cluster() {}

    static Cluster started() {
        try {
            Cluster cluster = new Cluster();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", cluster::answer);
            server.start();
            Path config = Path.of(System.getenv("KUBECONFIG"));
            Files.createDirectories(config.getParent());
            Files.writeString(config, """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: here, cluster: {server: "http://%s:%d"}}]
                    contexts: [{name: here, context: {cluster: here}}]
                    current-context: here
                    """.formatted(
                    server.getAddress().getHostString(), server.getAddress().getPort()));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on there is such a Secret. */
    void put(String name, Map<String, String> texts) {
        secrets.put(name, texts);
    }

    void clear() {
        secrets.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> secret = secrets.get(path.substring(path.lastIndexOf('/') + 1));
        if (path.equals("/api/v1")) {
            send(exchange, 200, LIST);
        } else if (path.startsWith("/api/v1/namespaces/" + Chart.NAMESPACE + "/secrets/") && secret != null) {
            send(exchange, 200, JSON.writeValueAsString(object(path.substring(path.lastIndexOf('/') + 1), secret)));
        } else {
            send(
                    exchange,
                    404,
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}");
        }
    }

    private static Map<String, Object> object(String name, Map<String, String> texts) {
        Map<String, String> data = new TreeMap<>();
        texts.forEach((key, text) ->
                data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return Map.of("apiVersion", "v1", "kind", "Secret", "metadata", Map.of("name", name), "data", data);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().put("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
