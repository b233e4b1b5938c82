package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeState;
import dev.parley.simulatednode.SimulatedNode;
import dev.parley.testkit.redis.RedisTestResource;
import dev.parley.testkit.redis.RedisTestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** One booted router with a real Redis and three simulated nodes, all well before each test. */
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NodesTestResource.class)
abstract class RouterTestBase {

    Nodes nodes;
    RedisTestServer redis;

    @TestHTTPResource
    URI url;

    @Inject
    NodeDirectory directory;

    RouterClient router;

    @BeforeEach
    void everything_is_well() {
        router = new RouterClient(url);
        nodes.all().forEach(SimulatedNode::restart);
        nodes.all().forEach(SimulatedNode::reset);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(directory.all())
                        .filteredOn(view -> !view.node().passing())
                        .allSatisfy(view -> assertThat(view.state()).isInstanceOf(NodeState.Ready.class)));
        for (SimulatedNode node : nodes.all()) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> router.chatOn(node.name()).statusCode() == 200);
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(directory.all())
                        .filteredOn(view -> !view.node().passing())
                        .allSatisfy(
                                view -> assertThat(view.catalogue().loaded()).isNotEmpty()));
        nodes.all().forEach(SimulatedNode::reset);
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
