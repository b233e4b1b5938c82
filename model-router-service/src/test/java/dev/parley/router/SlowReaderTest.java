package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.simulatednode.journal.ReceivedRequest;
import dev.parley.simulatednode.settings.Mode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A client that reads slowly slows its node; what it has not read is nowhere in the router. */
@QuarkusTest
class SlowReaderTest extends RouterTestBase {

    private static final long WHAT_SOCKETS_HOLD = 24L << 20;

    @Test
    void a_node_that_pours_is_held_back_by_a_client_that_does_not_read() throws Exception {
        nodes.alpha().set("mode", Mode.LOREM);
        nodes.alpha().set("answer_tokens", 1_000_000);
        try (Socket client =
                router.open("/api/generate", "{\"model\":\"llama3.2\",\"prompt\":\"x\"}", "X-Parley-Node", "alpha")) {
            assertThat(client.getInputStream().read(new byte[1_024])).isPositive();

            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> before.getAndSet(sentByNode()) == sentByNode());

            assertThat(sentByNode()).isPositive().isLessThan(WHAT_SOCKETS_HOLD);
        }
        await().until(() -> nodes.alpha().state().runningRequests() == 0);
    }

    private long sentByNode() {
        return received(nodes.alpha(), "/api/generate").stream()
                .mapToLong(ReceivedRequest::bytes)
                .sum();
    }
}
