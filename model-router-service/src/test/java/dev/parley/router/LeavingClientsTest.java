package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.router.capacity.Admission;
import dev.parley.router.node.NodeId;
import dev.parley.simulatednode.SimulatedNode;
import dev.parley.simulatednode.settings.Mode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that leaves frees at once all that was held for it. */
@QuarkusTest
class LeavingClientsTest extends RouterTestBase {

    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final int MANY = 300;

    @Inject
    Admission admission;

    @BeforeEach
    void answers_take_long() {
        for (SimulatedNode node : nodes.all()) {
            node.set("mode", Mode.LOREM);
            node.set("burst", false);
            node.set("tokens_per_second", 20);
            node.set("answer_tokens", 1_000);
        }
    }

    @Test
    void in_mid_answer_the_node_is_told_at_once() throws Exception {
        Socket client = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");
        assertThat(client.getInputStream().read(new byte[8_192])).isPositive();

        client.close();

        nodeIsFreeAtOnce();
        assertThat(count(nodes.alpha(), "generations_cancelled")).isEqualTo(1);
    }

    @Test
    void before_the_first_byte_the_node_is_told_at_once() throws Exception {
        nodes.alpha().set("first_token_seconds", 5);
        Socket client = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");
        await().until(() -> nodes.alpha().state().runningRequests() == 1);

        client.close();

        nodeIsFreeAtOnce();
    }

    @Test
    void while_waiting_for_a_place_the_place_in_the_queue_is_free_at_once() throws Exception {
        try (Socket one = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");
                Socket two = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha")) {
            await().until(() -> nodes.alpha().state().runningRequests() == 2);
            Socket waiting = router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");
            await().until(() -> admission.waiting() == 1);

            waiting.close();

            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(AT_ONCE)
                    .until(() -> admission.waiting() == 0);
            assertThat(received(nodes.alpha(), "/api/chat")).hasSize(2);
            assertThat(one.isConnected() && two.isConnected()).isTrue();
        }
        nodeIsFreeAtOnce();
    }

    @Test
    void many_that_leave_at_any_point_leave_nothing_behind() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        ScheduledExecutorService leaving = Executors.newScheduledThreadPool(2);
        for (int i = 0; i < MANY; i++) {
            Socket client = router.open("/api/chat", RouterClient.CHAT);
            leaving.schedule(() -> close(client), random.nextInt(400), TimeUnit.MILLISECONDS);
        }
        leaving.shutdown();
        assertThat(leaving.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(nodes.all())
                    .allSatisfy(
                            node -> assertThat(node.state().runningRequests()).isZero());
            assertThat(admission.waiting()).isZero();
            assertThat(admission.running(new NodeId("alpha"))).isZero();
            assertThat(admission.running(new NodeId("beta"))).isZero();
        });
    }

    private void nodeIsFreeAtOnce() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(AT_ONCE)
                .until(() -> nodes.alpha().state().runningRequests() == 0);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
