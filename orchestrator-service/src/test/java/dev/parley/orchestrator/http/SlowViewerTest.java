package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.orchestrator.fake.Viewer;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class SlowViewerTest extends Neighbourhood {

    @Inject
    MeterRegistry meters;

    @Test
    void a_viewer_that_takes_nothing_is_cut_and_costs_the_others_nothing() throws Exception {
        router.usually(Script.pieces(Collections.nCopies(9, "x".repeat(100_000)), 9));
        String id = client.start(Client.wish(2, 8));
        await().until(() -> client.status(id).equals("completed"));

        try (Socket idle = connectAndReadNothing(id)) {
            await().until(() -> viewers() == 1);
            Viewer other = client.watch(id, null);
            await().until(other::ended);
            await().until(() -> viewers() == 0);

            assertThat(idle.isConnected()).isTrue();
            assertThat(other.text(16)).hasSize(900_000);
            assertThat(other.ids()).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_viewer_that_leaves_leaves_nothing_behind() {
        String id = client.start(Client.wish(2, 1).put("auto_run", false));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewers() == 1);

        viewer.close();

        await().until(() -> viewers() == 0);
    }

    private double viewers() {
        return meters.get("parley.orchestrator.viewers").gauge().value();
    }

    private static String proof() {
        return Client.proof("local").entries().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
    }

    private Socket connectAndReadNothing(String id) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        URI base = URI.create(client.base());
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        socket.getOutputStream()
                .write(("GET /api/conversations/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n" + proof() + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
