package dev.parley.router.kubernetes;

import static dev.parley.router.kubernetes.Cluster.leaving;
import static dev.parley.router.kubernetes.Cluster.notReady;
import static dev.parley.router.kubernetes.Cluster.service;
import static dev.parley.router.kubernetes.Cluster.serving;
import static dev.parley.router.kubernetes.Cluster.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.testkit.time.SettableClock;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an API server that speaks HTTP. */
class PoolWatchTest {

    private static final ModelName MODEL = ModelName.parse("llama3.2").orElseThrow();
    private static final Service SERVICE = service("ollama", "gpu", Map.of("parley.dev/models", "llama3.2"));

    private final ClusterServer cluster = new ClusterServer();
    private final KubernetesClient admin = cluster.admin();
    private final KubernetesClient client = cluster.watcher();
    private final ExecutorService looks = Executors.newSingleThreadExecutor();
    private final SettableClock clock = SettableClock.at("2026-11-20T09:00:00Z");
    private final KnownNodes known = new KnownNodes();
    private final PoolWatch watch = new PoolWatch(
            () -> client,
            new PoolWatch.Terms(List.of(), new Pools.Terms(4, 100), Duration.ofSeconds(30), Duration.ofSeconds(10)),
            looks,
            clock);

    @BeforeEach
    void watch() {
        watch.start(known);
        await().until(() -> watch.pools().isHeard() && watch.isWatching());
    }

    @AfterEach
    void stop() {
        watch.close();
        client.close();
        admin.close();
        cluster.close();
        looks.shutdownNow();
    }

    @Test
    void a_pod_that_comes_is_a_node() {
        admin.resource(SERVICE).create();

        endpoints(serving("p", "10.0.0.5"));

        eventually(() -> assertThat(known.names()).containsExactly("gpu.p"));
    }

    @Test
    void a_pod_that_is_not_ready_gets_nothing_until_it_is() {
        admin.resource(SERVICE).create();

        endpoints(notReady("p", "10.0.0.5"));
        eventually(() -> assertThat(known.leavingNames()).containsExactly("gpu.p"));
        endpoints(serving("p", "10.0.0.5"));

        eventually(() -> assertThat(known.leavingNames()).isEmpty());
        assertThat(known.names()).containsExactly("gpu.p");
    }

    @Test
    void a_terminating_pod_finishes_and_is_then_gone() {
        admin.resource(SERVICE).create();
        endpoints(serving("p", "10.0.0.5"), serving("q", "10.0.0.6"));
        eventually(() -> assertThat(known.names()).containsExactlyInAnyOrder("gpu.p", "gpu.q"));

        endpoints(leaving("p", "10.0.0.5"), serving("q", "10.0.0.6"));
        eventually(() -> assertThat(known.leavingNames()).containsExactly("gpu.p"));
        assertThat(known.names()).containsExactlyInAnyOrder("gpu.p", "gpu.q");
        endpoints(serving("q", "10.0.0.6"));

        eventually(() -> assertThat(known.names()).containsExactly("gpu.q"));
    }

    @Test
    void a_pool_scaled_to_zero_and_back_is_known_all_the_time() {
        admin.resource(SERVICE).create();
        endpoints(serving("p", "10.0.0.5"));
        eventually(() -> assertThat(known.names()).containsExactly("gpu.p"));

        endpoints();
        eventually(() -> assertThat(known.names()).isEmpty());
        assertThat(watch.pools().mayServe(MODEL)).isTrue();
        endpoints(serving("q", "10.0.0.9"));

        eventually(() -> assertThat(known.names()).containsExactly("gpu.q"));
        assertThat(watch.pools().mayServe(MODEL)).isTrue();
    }

    @Test
    void a_service_that_goes_takes_its_nodes_and_models_with_it() {
        admin.resource(SERVICE).create();
        endpoints(serving("p", "10.0.0.5"));
        eventually(() -> assertThat(known.names()).containsExactly("gpu.p"));

        admin.resource(SERVICE).delete();

        eventually(() -> assertThat(known.names()).isEmpty());
        assertThat(watch.pools().mayServe(MODEL)).isFalse();
    }

    @Test
    void annotations_may_change_under_a_node() {
        admin.resource(SERVICE).create();
        endpoints(serving("p", "10.0.0.5"));
        eventually(() -> assertThat(known.names()).containsExactly("gpu.p"));

        admin.resource(service("ollama", "gpu", Map.of("parley.dev/max-concurrent", "9")))
                .update();

        eventually(() ->
                assertThat(known.nodes.get(new NodeId("gpu.p")).maxConcurrent()).isEqualTo(9));
    }

    @Test
    void what_happened_while_the_watch_was_dropped_is_seen_when_it_is_back() {
        admin.resource(SERVICE).create();
        endpoints(serving("p", "10.0.0.5"), serving("q", "10.0.0.6"));
        eventually(() -> assertThat(known.names()).containsExactlyInAnyOrder("gpu.p", "gpu.q"));

        cluster.cut();
        await().until(() -> !watch.isWatching());
        endpoints(leaving("q", "10.0.0.6"), serving("r", "10.0.0.7"));
        admin.resource(service("late", "cpu", Map.of())).create();
        assertThat(known.names()).containsExactlyInAnyOrder("gpu.p", "gpu.q");
        cluster.mend();

        eventually(() -> {
            clock.advance(Duration.ofSeconds(1));
            watch.tick();
            assertThat(known.names()).containsExactlyInAnyOrder("gpu.q", "gpu.r");
        });
        eventually(() -> assertThat(known.leavingNames()).containsExactly("gpu.q"));
        eventually(
                () -> assertThat(watch.pools().pools()).extracting(Pool::name).containsExactly("cpu", "gpu"));
        eventually(() -> assertThat(watch.isWatching()).isTrue());
    }

    @Test
    void a_name_that_another_node_has_is_told_and_taken_when_it_is_free() {
        known.taken.add(new NodeId("gpu.p"));
        admin.resource(SERVICE).create();

        endpoints(serving("p", "10.0.0.5"));
        eventually(() -> assertThat(watch.pools().troubles())
                .containsExactly(new Trouble("parley/ollama", "another node is called gpu.p")));
        known.taken.clear();
        endpoints(serving("p", "10.0.0.5"), serving("q", "10.0.0.6"));

        eventually(() -> assertThat(known.names()).containsExactlyInAnyOrder("gpu.p", "gpu.q"));
        assertThat(watch.pools().troubles()).isEmpty();
    }

    private void endpoints(Endpoint... endpoints) {
        admin.resource(slice("ollama-x", "ollama", 11_434, endpoints)).createOr(changed -> changed.update());
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }
}
