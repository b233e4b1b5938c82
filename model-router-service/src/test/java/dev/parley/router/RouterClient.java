package dev.parley.router;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.transport.edge.Edge;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Calls the router as the gateway does. */
final class RouterClient {

    static final String CHAT =
            "{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"Name ideas.\"}]}";
    static final String CHAT_WHOLE =
            "{\"model\":\"llama3.2\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"Name ideas.\"}]}";

    private static final Caller CALLER = Caller.of("local", "anonymous", Set.of(Scope.INFERENCE));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI router;
    private final Edge edge;
    private final Caller caller;

    RouterClient(URI router) {
        this(router, CALLER);
    }

    /** On behalf of somebody. */
    RouterClient(URI router, Caller caller) {
        this(router, caller, "a-secret-for-tests-only");
    }

    RouterClient(URI router, Caller caller, String secret) {
        this.router = router;
        this.edge = new Edge("gateway", "router", secret, Clock.systemUTC());
        this.caller = caller;
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(request(path, "Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** A chat on one node only: afterwards nothing is held against it, and its model is in memory. */
    HttpResponse<String> chatOn(String node) {
        String model = node.equals("coder") ? "qwen3-coder:30b" : "llama3.2";
        return post("/api/chat", CHAT.replace("llama3.2", model), "X-Parley-Node", node);
    }

    /** A request whose client stops before the end of its body. */
    Socket openHalf(String path, String body) {
        return open(path, body, body.length() + 1);
    }

    /** A chat whose client can hang up. */
    Socket open(String path, String body, String... headers) {
        return open(path, body, body.length(), headers);
    }

    private Socket open(String path, String body, int length, String... headers) {
        try {
            Socket socket = new Socket();
            // What is not read shall not lie in the kernel for long.
            socket.setReceiveBufferSize(64 << 10);
            socket.connect(new InetSocketAddress(router.getHost(), router.getPort()));
            socket.setSoTimeout(10_000);
            StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: router\r\nX-Parley-Edge: "
                    + edge.secretHeader()
                    + "\r\nX-Parley-Caller: " + edge.sign(caller) + "\r\nConnection: close\r\nContent-Length: " + length
                    + "\r\n");
            for (int i = 0; i < headers.length; i += 2) {
                head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(router.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Parley-Edge", edge.secretHeader())
                .header("X-Parley-Caller", edge.sign(caller));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
