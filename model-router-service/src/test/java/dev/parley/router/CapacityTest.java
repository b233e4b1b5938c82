package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Claims;
import dev.parley.router.capacity.ConcurrencyLimit;
import dev.parley.router.capacity.Place;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeState;
import dev.parley.router.redis.OtherRouter;
import dev.parley.router.relay.RelayPolicy;
import dev.parley.simulatednode.SimulatedNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No node is ever given more than its cap, here or across routers. */
@QuarkusTest
class CapacityTest extends RouterTestBase {

    private static final String MODEL = "llama3.2:latest";

    @Inject
    Admission admission;

    @Inject
    Claims claims;

    @Inject
    RelayPolicy policy;

    @Inject
    Vertx vertx;

    @Test
    void many_clients_never_exceed_a_cap_and_all_are_answered() throws Exception {
        pace(40, 8);
        ExecutorService clients = Executors.newFixedThreadPool(32);

        List<Future<HttpResponse<String>>> answers = IntStream.range(0, 32)
                .mapToObj(i -> clients.submit(() -> router.post("/api/chat", RouterClient.CHAT)))
                .toList();

        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        clients.shutdown();
        assertThat(nodes.alpha().state().maxConcurrent().get(MODEL)).isEqualTo(2);
        assertThat(nodes.beta().state().maxConcurrent().get(MODEL)).isEqualTo(2);
    }

    @Test
    void a_full_node_is_busy_and_who_waits_too_long_is_told_when_to_come_back() throws Exception {
        pace(20, 1_000);
        try (Socket one = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");
                Socket two = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha")) {
            await().until(() -> nodes.alpha().state().runningRequests() == 2);
            assertThat(one.isConnected() && two.isConnected()).isTrue();

            HttpResponse<String> refused =
                    router.post("/v1/chat/completions", RouterClient.CHAT, "X-Parley-Node", "alpha");

            assertThat(directory.find(new NodeId("alpha")).orElseThrow().state())
                    .isInstanceOf(NodeState.Busy.class);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(header(refused, "X-Parley-Error")).isEqualTo("all-nodes-busy");
            assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 120L);
            assertThat(header(refused, "X-Parley-Queue-Position")).isEqualTo("1");
            assertThat(Long.parseLong(header(refused, "X-Parley-Queue-Ms"))).isGreaterThan(2_900);
            assertThat(refused.body()).startsWith("{\"error\":{\"message\":\"");
        }
    }

    @Test
    void a_client_of_events_is_told_that_it_waits_and_then_answered_or_refused_in_events() throws Exception {
        pace(20, 1_000);
        String streamed = RouterClient.CHAT.replace("{\"model\"", "{\"stream\":true,\"model\"");
        try (Socket one = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");
                Socket two = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha")) {
            await().until(() -> nodes.alpha().state().runningRequests() == 2);

            HttpResponse<String> refused = router.post("/v1/chat/completions", streamed, "X-Parley-Node", "alpha");

            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(header(refused, "Content-Type")).isEqualTo("text/event-stream");
            assertThat(Long.parseLong(header(refused, "X-Parley-Queue-Ms"))).isBetween(900L, 2_900L);
            assertThat(refused.body()).startsWith(": queued position=1 wait=").contains("data: {\"error\":{");
            assertThat(two.isConnected()).isTrue();
            vertx.setTimer(1_500, late -> close(one));

            HttpResponse<String> answered =
                    router.post("/v1/chat/completions", limited(streamed), "X-Parley-Node", "alpha");

            assertThat(answered.body()).startsWith(": queued position=1 wait=").endsWith("data: [DONE]\n\n");
        }
    }

    private static String limited(String chat) {
        return chat.replace("{\"stream\"", "{\"max_tokens\":3,\"stream\"");
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_node_that_answers_again_takes_others_while_its_first_answer_goes_on() throws Exception {
        nodes.alpha().fault("F07");
        for (int i = 0; i < 3; i++) {
            router.post("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");
        }
        nodes.alpha().reset();
        pace(20, 1_000);

        try (Socket trial = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha")) {
            assertThat(trial.getInputStream().read(new byte[8_192])).isPositive();
            try (Socket other = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha")) {
                byte[] start = new byte[8_192];
                int read = other.getInputStream().read(start);

                assertThat(new String(start, 0, read, StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void bodies_that_are_too_large_together_are_refused_until_one_is_let_go() throws Exception {
        String large =
                "{\"model\":\"llama3.2\",\"prompt\":\"x\",\"user\":\"" + "x".repeat(24 << 20) + "\",\"stream\":false}";
        Socket half = router.openHalf("/api/generate", large);
        await().until(() -> policy.bodies().held() > 20 << 20);

        HttpResponse<String> refused = router.post("/api/generate", large);
        half.close();
        await().until(() -> policy.bodies().held() == 0);
        HttpResponse<String> answered = router.post("/api/generate", large);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(header(refused, "X-Parley-Error")).isEqualTo("at-capacity");
        assertThat(header(refused, "Retry-After")).isEqualTo("5");
        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(policy.bodies().held()).isZero();
    }

    @Test
    void queue_time_does_not_count_as_silence() throws Exception {
        pace(20, 30);
        try (Socket one = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");
                Socket two = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha")) {
            await().until(() -> nodes.alpha().state().runningRequests() == 2);
            assertThat(one.isConnected() && two.isConnected()).isTrue();

            HttpResponse<String> waited =
                    router.post("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha", "X-Parley-Silence", "1");

            assertThat(waited.statusCode()).isEqualTo(200);
            assertThat(Long.parseLong(header(waited, "X-Parley-Queue-Ms"))).isGreaterThan(1_000);
        }
    }

    @Test
    void without_redis_work_goes_on_within_the_caps_and_health_says_so() {
        redis.stop();
        await().until(() -> !claims.shared());

        HttpResponse<String> answer = router.post("/api/chat", RouterClient.CHAT);

        assertThat(answer.statusCode()).isEqualTo(200);
        redis.start();
        await().atMost(Duration.ofSeconds(5)).until(claims::shared);
    }

    @Test
    void after_a_restart_redis_is_told_what_is_held() throws Exception {
        pace(20, 1_000);
        Place alpha =
                new Place(new NodeId("alpha"), ModelName.parse("llama3.2").orElseThrow(), new ConcurrencyLimit(2, 2));
        try (Socket running = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha")) {
            await().until(() -> nodes.alpha().state().runningRequests() == 1);
            assertThat(running.isConnected()).isTrue();

            redis.restart();

            await().atMost(Duration.ofSeconds(5)).until(claims::shared);
            try (OtherRouter other = OtherRouter.joined(vertx, redis.url())) {
                assertThat(other.claims(alpha)).isPresent();
                assertThat(other.claims(alpha)).isEmpty();
            }
        }
        await().until(() -> admission.running(alpha.node()) == 0);
    }

    @Test
    void a_place_that_another_router_holds_is_waited_for() throws Exception {
        Place alpha =
                new Place(new NodeId("alpha"), ModelName.parse("llama3.2").orElseThrow(), new ConcurrencyLimit(2, 2));
        try (OtherRouter other = OtherRouter.joined(vertx, redis.url())) {
            Claims.Claim held = other.claims(alpha).orElseThrow();
            assertThat(other.claims(alpha)).isPresent();
            ExecutorService client = Executors.newSingleThreadExecutor();
            Future<HttpResponse<String>> answer = client.submit(() -> router.chatOn("alpha"));
            await().until(() -> admission.waiting() == 1);

            held.release();

            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(Long.parseLong(header(answer.get(), "X-Parley-Queue-Ms")))
                    .isPositive();
            client.shutdown();
        }
    }

    private void pace(int tokensPerSecond, int tokens) {
        for (SimulatedNode node : nodes.all()) {
            node.set("burst", false);
            node.set("tokens_per_second", tokensPerSecond);
            node.set("answer_tokens", tokens);
        }
    }
}
