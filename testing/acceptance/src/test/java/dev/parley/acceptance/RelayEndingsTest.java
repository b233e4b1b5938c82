package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A relay ends with its client: nothing stays open behind one that left, and a slow one costs no memory. */
@ExtendWith(SharedStack.class)
class RelayEndingsTest {

    private static final int CLIENTS = 1_000;
    private static final int AT_ONCE = 64;

    private Stack stack;
    private Gateway gateway;
    private List<SimulatedNodeControl> nodes;
    private String model;

    @BeforeEach
    void nodes_that_talk_for_a_while(Stack stack) {
        this.stack = stack;
        gateway = stack.gateway();
        nodes = stack.nodes();
        model = NodeFailureTest.sharedModel(nodes);
        nodes.forEach(node -> node.settings(Map.of("tokens_per_second", 100, "slots", 64)));
    }

    @AfterEach
    void nodes_as_before() {
        nodes.forEach(node -> node.settings(Map.of("slots", 1, "mode", "ideas", "burst", false, "answer_tokens", 0)));
    }

    @Test
    void a_thousand_clients_that_leave_at_random_points_leave_nothing_open() throws Exception {
        Random random = new Random(20261120);
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        for (int i = 0; i < CLIENTS; i++) {
            int patience = random.nextInt(400);
            boolean openai = random.nextBoolean();
            clients.submit(() -> leaveAfter(patience, openai));
        }
        clients.shutdown();
        assertThat(clients.awaitTermination(120, TimeUnit.SECONDS)).isTrue();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(nodes)
                        .allSatisfy(node -> assertThat(
                                        node.state().path("open_streams").asInt())
                                .isZero()));
        assertThat(gateway.get("/api/tags").statusCode()).isEqualTo(200);
    }

    @Test
    void a_slow_reader_of_a_fast_node_leaves_the_memory_of_both_hops_flat() throws Exception {
        nodes.forEach(node -> node.settings(Map.of("mode", "lorem", "burst", true, "answer_tokens", 40_000)));
        try (Socket socket = open("/api/generate", generate())) {
            socket.setSoTimeout(20_000);
            InputStream answer = socket.getInputStream();
            read(answer, 400_000);
            long gatewayBefore = residentKilobytes("gateway");
            long routerBefore = residentKilobytes("router");

            for (int second = 0; second < 8; second++) {
                long began = System.nanoTime();
                read(answer, 200_000);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, 1_000_000_000L - (System.nanoTime() - began)));
            }

            assertThat(residentKilobytes("gateway") - gatewayBefore).isLessThan(20_000);
            assertThat(residentKilobytes("router") - routerBefore).isLessThan(20_000);
        }
    }

    private void leaveAfter(int milliseconds, boolean openai) {
        String message =
                "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        try (Socket socket = open(openai ? "/v1/chat/completions" : "/api/chat", message)) {
            socket.setSoTimeout(milliseconds + 1);
            byte[] sink = new byte[4096];
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
            while (System.nanoTime() < end && socket.getInputStream().read(sink) >= 0) {
                // reads on until its patience ends
            }
        } catch (SocketTimeoutException patienceEnded) {
            // the socket is closed: that is the point
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String generate() {
        return Json.write(Map.of("model", model, "prompt", "Count for ever", "options", Map.of("num_predict", 40_000)));
    }

    private Socket open(String path, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", gateway.base().getPort());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write(("POST " + path
                                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                                + bytes.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    private static void read(InputStream stream, int bytes) throws IOException {
        assertThat(stream.readNBytes(bytes)).hasSize(bytes);
    }

    private long residentKilobytes(String service) throws Exception {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(stack.pid(service))).start();
        try (InputStream out = ps.getInputStream()) {
            return Long.parseLong(new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }
}
