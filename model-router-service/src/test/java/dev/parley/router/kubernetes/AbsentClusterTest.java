package dev.parley.router.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.router.model.ModelName;
import dev.parley.testkit.time.SettableClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbsentClusterTest {

    private static final PoolWatch.Terms TERMS =
            new PoolWatch.Terms(List.of(), new Pools.Terms(4, 100), Duration.ofSeconds(30), Duration.ofSeconds(10));

    private final SettableClock clock = SettableClock.at("2026-11-20T09:00:00Z");
    private final KnownNodes known = new KnownNodes();

    @Test
    void where_it_is_switched_off_no_client_is_made() {
        PoolWatch watch = new PoolWatch(
                () -> {
                    throw new IllegalStateException("nobody may ask for a client");
                },
                TERMS,
                Runnable::run,
                clock);

        watch.close();

        assertThat(watch.isReady()).isTrue();
        assertThat(watch.isWatching()).isFalse();
    }

    @Test
    void a_cluster_that_is_away_at_the_start_is_waited_for_so_long_and_heard_when_it_is_there() {
        try (ClusterServer cluster = new ClusterServer();
                KubernetesClient admin = cluster.admin();
                KubernetesClient client = cluster.watcher();
                PoolWatch watch = new PoolWatch(() -> client, TERMS, Runnable::run, clock)) {
            cluster.cut();
            admin.resource(Cluster.service("ollama", "gpu", Map.of())).create();

            watch.start(known);
            boolean atFirst = watch.isReady();
            boolean mayServeAnything =
                    watch.pools().mayServe(ModelName.parse("llama3.2").orElseThrow());
            clock.advance(Duration.ofSeconds(31));
            boolean afterAWhile = watch.isReady();
            cluster.mend();

            assertThat(atFirst).isFalse();
            assertThat(mayServeAnything).isTrue();
            assertThat(afterAWhile).isTrue();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(watch.pools().pools())
                            .extracting(Pool::name)
                            .containsExactly("gpu"));
        }
    }
}
