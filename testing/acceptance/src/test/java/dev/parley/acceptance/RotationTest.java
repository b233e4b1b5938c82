package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.KeyedStack;
import dev.parley.acceptance.stack.SecondReplica;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two routers behind a gateway: one queue per model, and nobody notices when one of them goes. What clients notice of a
 * gateway that goes is their load balancer's business: here they use another one before it does.
 */
@ExtendWith(KeyedStack.Shared.class)
@Execution(ExecutionMode.SAME_THREAD)
class RotationTest {

    private static final String NEW_SECRET = "a-new-secret-of-the-edge-between-them";
    private static final String EDGE = "PARLEY_EDGES_GATEWAY";
    private static final String SENT = "GATEWAY_ROUTER_SECRET";
    private static final int CLIENTS = 8;

    /** As long as services finish what they answer where nobody says otherwise; a local stack is in a hurry. */
    private static final Map<String, String> LEISURELY = Map.of("QUARKUS_SHUTDOWN_TIMEOUT", "10s");

    private KeyedStack keyed;
    private List<String> models;

    @BeforeEach
    void a_stack_with_keys(KeyedStack keyed) {
        this.keyed = keyed;
        List<SimulatedNodeControl> nodes = keyed.stack().nodes();
        models = NodeFailureTest.sharedModels(nodes);
        nodes.forEach(node -> {
            node.settings(Map.of("tokens_per_second", 200, "slots", 8, "load_seconds", 0.1));
            models.subList(0, 2).forEach(node::load);
        });
    }

    @AfterEach
    void nodes_as_before() {
        keyed.stack().nodes().forEach(SimulatedNodeControl::asBefore);
    }

    private static Map<String, Object> question(String model) {
        return Map.of(
                "model",
                model,
                "stream",
                false,
                "options",
                Map.of("num_predict", 4),
                "messages",
                List.of(Map.of("role", "user", "content", "Hello")));
    }

    private SecondReplica gatewayOf(SecondReplica one, SecondReplica other, Map<String, String> told) {
        Map<String, String> all = new HashMap<>(told);
        all.put("GATEWAY_ROUTER_URLS", one.url() + "," + other.url());
        return SecondReplica.of(keyed.stack(), "gateway", all);
    }

    @Test
    void a_secret_is_rotated_under_load_by_rolling_real_processes_and_no_request_is_refused() {
        String key = keyed.create("busy", "--scope", "inference");
        try (SecondReplica one = SecondReplica.of(keyed.stack(), "router", LEISURELY);
                SecondReplica other = SecondReplica.of(keyed.stack(), "router", LEISURELY);
                SecondReplica before = gatewayOf(one, other, Map.of())) {
            ask(before.gateway().as(key), 10);
            assertThat(List.of(asked(one), asked(other))).containsExactlyInAnyOrder(10L, 0L);
            String oldSecret = one.told(EDGE);
            Load load = new Load(before.gateway().as(key));

            roll(one, other, NEW_SECRET + "," + oldSecret);
            try (SecondReplica after = gatewayOf(one, other, Map.of(SENT, NEW_SECRET))) {
                load.moveTo(after.gateway().as(key));
                before.close();
                roll(one, other, NEW_SECRET);
                int answered = load.end();

                assertThat(load.refused).isEmpty();
                assertThat(answered).isGreaterThan(100);
                assertThat(List.of(one, other)).allSatisfy(router -> {
                    assertThat(judgeOf(router, oldSecret)).startsWith("X-Parley-Edge");
                    assertThat(judgeOf(router, NEW_SECRET)).startsWith("X-Parley-Caller");
                });

                SecondReplica owner = asked(one) > asked(other) ? one : other;
                owner.close();
                ask(after.gateway().as(key), 5);
            }
        }
    }

    /** One after the other, as replicas are rolled. */
    private static void roll(SecondReplica one, SecondReplica other, String accepted) {
        one.restart(Map.of(EDGE, accepted));
        other.restart(Map.of(EDGE, accepted));
    }

    /** What a router finds wrong first with a call that names nobody. */
    private static String judgeOf(SecondReplica router, String secret) {
        HttpResponse<String> answer = router.gateway().get("/api/tags", "X-Parley-Edge", "gateway:" + secret);
        return Json.read(answer.body()).path("detail").asText();
    }

    private void ask(Gateway door, int times) {
        for (int time = 0; time < times; time++) {
            assertThat(door.post("/api/chat", question(models.get(0))).statusCode())
                    .isEqualTo(200);
        }
    }

    /** How many chats a router was asked for. */
    private static long asked(SecondReplica router) {
        return router.management()
                .get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{") && line.contains("/api/chat"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Clients that ask without a pause until they are told to end. */
    private final class Load {

        private final AtomicReference<Gateway> door;
        private final List<Integer> refused = new CopyOnWriteArrayList<>();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger moved = new AtomicInteger();
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        private final List<CompletableFuture<Void>> clients;
        private volatile boolean over;

        Load(Gateway door) {
            this.door = new AtomicReference<>(door);
            this.clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> ask(models.get(number % 2)), threads))
                    .toList();
        }

        private void ask(String model) {
            Gateway used = door.get();
            while (!over) {
                if (used != door.get()) {
                    used = door.get();
                    moved.incrementAndGet();
                }
                int status = used.post("/api/chat", question(model)).statusCode();
                if (status == 200) {
                    answered.incrementAndGet();
                } else {
                    refused.add(status);
                }
            }
        }

        /** All of them use another door from now on; returns when none uses the first any more. */
        void moveTo(Gateway next) {
            moved.set(0);
            door.set(next);
            await().atMost(Duration.ofSeconds(30)).until(() -> moved.get() == CLIENTS);
        }

        int end() {
            over = true;
            clients.forEach(CompletableFuture::join);
            threads.shutdown();
            return answered.get();
        }
    }
}
