package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Priority;
import dev.parley.simulatednode.SimulatedNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers see of the queue. All requests are for a node with two places. */
@QuarkusTest
class QueueingTest extends RouterTestBase {

    private static final Caller ADMIN = Caller.of("house", "k_admin", Set.of(Scope.INFERENCE, Scope.ADMIN));
    private static final Caller OTHER = Caller.of("other", "k_other", Set.of(Scope.INFERENCE));

    private final List<Socket> open = new ArrayList<>();

    @Inject
    Admission admission;

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        await().until(() -> admission.waiting() == 0);
    }

    @Test
    void who_waited_is_told_where_it_stood() {
        occupy(30);

        HttpResponse<String> waited = router.chatOn("alpha");
        HttpResponse<String> straight = router.chatOn("alpha");

        assertThat(header(waited, "X-Parley-Queue-Position")).isEqualTo("1");
        assertThat(Long.parseLong(header(waited, "X-Parley-Queue-Ms"))).isPositive();
        assertThat(header(straight, "X-Parley-Queue-Position")).isEmpty();
    }

    @Test
    void who_will_not_wait_is_refused_at_once_and_told_when_to_come_back() {
        occupy(1_000);

        HttpResponse<String> refused =
                router.post("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha", "X-Parley-Queue-Timeout", "0");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(header(refused, "X-Parley-Error")).isEqualTo("all-nodes-busy");
        assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 120L);
        assertThat(Long.parseLong(header(refused, "X-Parley-Queue-Ms"))).isLessThan(500);
    }

    @Test
    void another_callers_one_request_is_served_before_a_flood() {
        occupy(20);
        for (int i = 0; i < 20; i++) {
            open.add(router.open(
                    "/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha", "X-Parley-Queue-Timeout", "60"));
        }
        await().until(() -> admission.waiting() > 15);

        HttpResponse<String> one = new RouterClient(url, OTHER).chatOn("alpha");

        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(header(one, "X-Parley-Queue-Position")).isEqualTo("1");
        assertThat(admission.waiting()).isGreaterThan(10);
    }

    @Test
    void only_who_looks_after_the_house_may_go_first() {
        occupy(1_000);
        open.add(router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha", "X-Parley-Priority", "high"));
        open.add(router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha", "X-Parley-Priority", "low"));

        open.add(new RouterClient(url, ADMIN)
                .open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha", "X-Parley-Priority", "high"));

        await().until(() -> admission.waiting() == 3);
        assertThat(admission.crowd(Priority.HIGH).waiting()).isEqualTo(1);
        assertThat(admission.crowd(Priority.NORMAL).waiting()).isEqualTo(1);
        assertThat(admission.crowd(Priority.LOW).waiting()).isEqualTo(1);
    }

    @Test
    void a_priority_or_a_time_that_does_not_exist_is_refused() {
        HttpResponse<String> priority = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Priority", "urgent");
        HttpResponse<String> negative = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Queue-Timeout", "-1");
        HttpResponse<String> tooLong = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Queue-Timeout", "601");

        assertThat(List.of(priority, negative, tooLong)).allSatisfy(refused -> {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(header(refused, "X-Parley-Error")).isEqualTo("invalid-parameter");
        });
        assertThat(priority.body()).contains("expected: high, normal or low");
    }

    @Test
    void administrators_see_who_waits_for_what() {
        occupy(1_000);
        open.add(router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha"));
        await().until(() -> admission.waiting() == 1);

        JsonObject seen = new JsonObject(
                new RouterClient(url, ADMIN).get("/internal/queue").body());
        HttpResponse<String> others = router.get("/internal/queue");

        assertThat(seen.fieldNames()).isEqualTo(golden("queue-report.full.json").fieldNames());
        assertThat(seen.getInteger("waiting")).isEqualTo(1);
        assertThat(seen.getJsonArray("models").getJsonObject(0).getString("model"))
                .isEqualTo("llama3.2");
        assertThat(seen.getJsonArray("callers").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("tenant", "local")
                        .put("key", "anonymous")
                        .put("waiting", 1)
                        .put("bytes", RouterClient.CHAT.length())
                        .put("running", 2));
        assertThat(others.statusCode()).isEqualTo(403);
    }

    @Test
    void how_many_wait_is_counted_by_band() {
        occupy(1_000);
        open.add(router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha", "X-Parley-Priority", "low"));

        await().until(() -> admission.crowd(Priority.LOW).waiting() == 1);
        open.add(router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha"));
        await().until(() -> admission.waiting() == 2);

        assertThat(admission.crowd(Priority.NORMAL).expectedWait()).isPositive();
    }

    /** Both places of the node, for as many tokens at 50 a second. */
    private void occupy(int tokens) {
        for (SimulatedNode node : nodes.all()) {
            node.set("burst", false);
            node.set("tokens_per_second", 50);
            node.set("answer_tokens", tokens);
        }
        open.add(router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha"));
        open.add(router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha"));
        await().until(() -> nodes.alpha().state().runningRequests() == 2);
    }

    private static JsonObject golden(String file) {
        try (InputStream in = Objects.requireNonNull(QueueingTest.class.getResourceAsStream("/golden/" + file))) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
