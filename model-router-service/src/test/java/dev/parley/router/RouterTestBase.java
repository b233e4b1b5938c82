package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.router.kubernetes.KubernetesTestResource;
import dev.parley.router.measure.Measurements;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeState;
import dev.parley.router.node.NodeView;
import dev.parley.simulatednode.SimulatedNode;
import dev.parley.simulatednode.journal.ReceivedRequest;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import dev.parley.testkit.redis.RedisTestServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** One booted router with a real Redis and three simulated nodes, all well before each test. */
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(NodesTestResource.class)
@QuarkusTestResource(KubernetesTestResource.class)
abstract class RouterTestBase {

    private static final Duration PATIENTLY = Duration.ofSeconds(15);

    Nodes nodes;
    RedisTestServer redis;
    KubernetesClient cluster;
    EmbeddedPostgresServer postgres;

    @TestHTTPResource
    URI url;

    @Inject
    NodeDirectory directory;

    @Inject
    Measurements measurements;

    RouterClient router;

    /** The nodes when the test began. */
    private final Map<String, dev.parley.simulatednode.control.NodeState> before = new HashMap<>();

    @BeforeEach
    void everything_is_well() {
        router = new RouterClient(url);
        nodes.all().stream().filter(node -> !node.state().accepting()).forEach(SimulatedNode::restart);
        nodes.all().forEach(SimulatedNode::reset);
        await().atMost(PATIENTLY)
                .untilAsserted(() -> assertThat(configured())
                        .allSatisfy(view -> assertThat(view.state()).isInstanceOf(NodeState.Ready.class)));
        for (SimulatedNode node : nodes.all()) {
            await().atMost(PATIENTLY).until(() -> router.chatOn(node.name()).statusCode() == 200);
        }
        await().atMost(PATIENTLY)
                .untilAsserted(() -> assertThat(configured())
                        .allSatisfy(view -> assertThat(view)
                                .matches(warm -> !warm.catalogue().loaded().isEmpty())
                                .matches(well -> well.state() instanceof NodeState.Ready)));
        nodes.all().forEach(node -> before.put(node.name(), node.state()));
        forgetWhatWasLearned();
    }

    /** Twins are as good as each other again: one that was slower once would hardly be chosen. */
    void forgetWhatWasLearned() {
        nodes.all().forEach(node -> measurements.left(new NodeId(node.name())));
    }

    private List<NodeView> configured() {
        return directory.all().stream().filter(view -> !view.node().passing()).toList();
    }

    /** What a node received at a path in this test. */
    List<ReceivedRequest> received(SimulatedNode node, String path) {
        long earlier = before.get(node.name()).requests().getOrDefault(path, 0L);
        return node.requests(path).stream().skip(earlier).toList();
    }

    /** How often something happened on a node in this test. */
    long count(SimulatedNode node, String event) {
        return node.state().count(event) - before.get(node.name()).count(event);
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
