package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A relay ends with its client: nothing stays open behind one that left, and a slow one costs no memory. */
@ExtendWith(SharedStack.class)
@Execution(ExecutionMode.SAME_THREAD)
class RelayEndingsTest {

    private static final int CLIENTS = 1_000;
    private static final int AT_ONCE = 64;

    /** Some 45 MB on the wire: far more than all sockets and relays on the way may hold. */
    private static final int LONG_ANSWER = 400_000;

    /** What the sockets of three connections may hold of a stream that nobody reads; 17 MB were seen. */
    private static final int ON_THE_WAY = 30_000_000;

    private Stack stack;
    private Gateway gateway;
    private List<SimulatedNodeControl> nodes;
    private List<String> models;

    @BeforeEach
    void nodes_that_talk_for_a_while(Stack stack) {
        this.stack = stack;
        gateway = stack.gateway();
        nodes = stack.nodes();
        models = NodeFailureTest.sharedModels(nodes);
        nodes.forEach(node -> node.settings(Map.of("tokens_per_second", 200, "slots", 64)));
    }

    @AfterEach
    void nodes_as_before() {
        nodes.forEach(SimulatedNodeControl::asBefore);
    }

    /** How a client and its answer part. */
    private enum Ending {
        WHOLE,
        BROKEN,
        REFUSED,
        LEFT_IN_MID_ANSWER,
        LEFT_AT_SOME_MOMENT
    }

    @Test
    void a_thousand_clients_that_finish_fail_or_leave_at_random_points_leave_nothing_open() throws Exception {
        nodes.forEach(node -> models.subList(0, 2).forEach(node::load));
        // Of this model only: the router loads models by the same path, and whoever waits for a load is to be answered.
        Map<String, Object> fault = Map.of(
                "fault",
                "F09",
                "model",
                models.get(1),
                "path",
                "/api/generate",
                "after_records",
                3,
                "probability",
                0.5);
        nodes.forEach(node -> node.fault(fault));
        long started = started();
        Instant began = Instant.now();

        Map<Ending, Integer> endings = endings(clients());

        assertThat(endings.get(Ending.WHOLE)).as("%s", endings).isGreaterThanOrEqualTo(CLIENTS / 4);
        assertThat(endings.get(Ending.BROKEN)).as("%s", endings).isGreaterThanOrEqualTo(50);
        assertThat(endings.get(Ending.LEFT_IN_MID_ANSWER)).as("%s", endings).isEqualTo(CLIENTS / 4);
        assertThat(started() - started).isGreaterThan(CLIENTS / 2);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(nodes).allSatisfy(node -> assertNothingOpen(node.state())));
        assertThat(cancelledSince(began)).isGreaterThanOrEqualTo(CLIENTS / 4);
        assertThat(gateway.get("/api/tags").statusCode()).isEqualTo(200);
    }

    private List<Callable<Ending>> clients() {
        Random random = new Random(20261120);
        List<Callable<Ending>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String path = random.nextBoolean() ? "/v1/chat/completions" : "/api/chat";
            int patience = random.nextInt(400);
            int bytes = 400 + random.nextInt(3_000);
            clients.add(
                    switch (i % 4) {
                        case 0 -> this::finish;
                        case 1 -> this::meetFault;
                        case 2 -> () -> leaveAfter(path, bytes);
                        default -> () -> leaveWithin(path, patience);
                    });
        }
        return clients;
    }

    private static Map<Ending, Integer> endings(List<Callable<Ending>> clients) throws Exception {
        Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Ending> client : threads.invokeAll(clients, 120, TimeUnit.SECONDS)) {
                endings.merge(client.get(), 1, Integer::sum);
            }
            return endings;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertNothingOpen(JsonNode node) {
        assertThat(node.path("open_streams").asInt()).isZero();
        assertThat(node.path("queue")).isEmpty();
        assertThat(node.path("loaded")).allSatisfy(model -> {
            assertThat(model.path("busy").asInt()).isZero();
            assertThat(model.path("waiting").asInt()).isZero();
        });
    }

    private long started() {
        return nodes.stream()
                .mapToLong(node -> node.count("generations_started"))
                .sum();
    }

    private long cancelledSince(Instant began) {
        return nodes.stream()
                .flatMap(node -> node.requests().stream())
                .filter(request -> request.path("outcome").asText().equals("cancelled"))
                .filter(request ->
                        Instant.parse(request.path("received_at").asText()).isAfter(began))
                .count();
    }

    private Ending finish() {
        HttpResponse<String> answer = gateway.post("/api/chat", chat(Map.of("num_predict", 8)));
        assertThat(answer.statusCode())
                .as("%s %s", answer.headers().map(), answer.body())
                .isEqualTo(200);
        assertThat(answer.body()).endsWith("}\n").contains("\"done\":true");
        return Ending.WHOLE;
    }

    /** Another model than all others use, so that nobody else waits while the router rests it on a node. */
    private Ending meetFault() {
        HttpResponse<String> answer = gateway.post(
                "/api/generate",
                Map.of("model", models.get(1), "prompt", "Count", "options", Map.of("num_predict", 8)));
        if (answer.statusCode() != 200) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(502, 503, 504);
            return Ending.REFUSED;
        }
        JsonNode last = Json.read(
                answer.body().lines().reduce((first, second) -> second).orElseThrow());
        if (last.path("done").asBoolean()) {
            return Ending.WHOLE;
        }
        assertThat(last.path("error").asText()).as(answer.body()).isNotBlank();
        return Ending.BROKEN;
    }

    private Ending leaveAfter(String path, int bytes) throws IOException {
        try (Socket socket = open(path, Json.write(chat(Map.of())))) {
            socket.setSoTimeout(60_000);
            String answer = new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
            assertThat(answer.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThanOrEqualTo(bytes);
            return Ending.LEFT_IN_MID_ANSWER;
        }
    }

    private Ending leaveWithin(String path, int milliseconds) throws IOException {
        try (Socket socket = open(path, Json.write(chat(Map.of())))) {
            socket.setSoTimeout(milliseconds + 1);
            byte[] sink = new byte[4096];
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
            while (System.nanoTime() < end && socket.getInputStream().read(sink) >= 0) {
                // reads on until its patience ends
            }
        } catch (SocketTimeoutException patienceEnded) {
            // the socket is closed: that is the point
        }
        return Ending.LEFT_AT_SOME_MOMENT;
    }

    private Map<String, Object> chat(Map<String, ?> options) {
        return Map.of(
                "model",
                models.get(0),
                "stream",
                true,
                "options",
                options,
                "messages",
                List.of(Map.of("role", "user", "content", "hi")));
    }

    @Test
    void a_slow_reader_of_a_fast_node_leaves_the_memory_of_both_hops_flat() throws Exception {
        nodes.forEach(node -> node.settings(Map.of("mode", "lorem", "burst", true, "answer_tokens", LONG_ANSWER)));
        gateway.post("/api/generate", count(40_000));
        long gatewayBefore = residentKilobytes("gateway");
        long routerBefore = residentKilobytes("router");
        int read = 0;

        try (Socket socket = open("/api/generate", Json.write(count(LONG_ANSWER)))) {
            socket.setSoTimeout(20_000);
            for (int second = 0; second < 6; second++) {
                long began = System.nanoTime();
                assertThat(socket.getInputStream().readNBytes(200_000)).hasSize(200_000);
                read += 200_000;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, 1_000_000_000L - (System.nanoTime() - began)));
            }

            assertThat(sentWhenHeldBack()).isBetween((long) read, (long) read + ON_THE_WAY);
            assertThat(residentKilobytes("gateway") - gatewayBefore).isLessThan(24_000);
            assertThat(residentKilobytes("router") - routerBefore).isLessThan(24_000);
        }
    }

    /** The bytes that have left the node once it sends no more, though its answer is not at its end. */
    private long sentWhenHeldBack() {
        List<Long> looks = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    looks.add(running().path("bytes").asLong());
                    int last = looks.size() - 1;
                    return last >= 6 && looks.get(last).equals(looks.get(last - 6));
                });
        return looks.get(looks.size() - 1);
    }

    /** The one request that a node is answering. */
    private JsonNode running() {
        return nodes.stream()
                .flatMap(node -> node.requests("/api/generate").stream())
                .filter(request -> request.path("outcome").asText().equals("running"))
                .reduce((one, other) -> {
                    throw new AssertionError("two answers run: " + one + other);
                })
                .orElseThrow(() -> new AssertionError("the answer has left the node whole"));
    }

    private Map<String, Object> count(int tokens) {
        return Map.of("model", models.get(0), "prompt", "Count for ever", "options", Map.of("num_predict", tokens));
    }

    /** With a small window of its own, so that the system keeps little for a reader that does not read. */
    private Socket open(String path, String body) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.base().getPort()));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write(("POST " + path
                                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                                + bytes.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    private long residentKilobytes(String service) throws Exception {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(stack.pid(service))).start();
        try (InputStream out = ps.getInputStream()) {
            return Long.parseLong(new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }
}
