package dev.parley.router.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeRoster;
import dev.parley.router.node.Probing;
import dev.parley.router.node.Views;
import dev.parley.router.registry.NodeRegistry;
import dev.parley.router.registry.ScriptedStore;
import dev.parley.testkit.time.SettableClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoutabilityMetersTest {

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final NodeRoster roster = new NodeRoster(
            nodes,
            new Probing(
                    nodes,
                    node -> new CompletableFuture<>(),
                    (delay, action) -> {},
                    new Probing.Rhythm(Duration.ofSeconds(2), 0.2, Duration.ofSeconds(1)),
                    clock,
                    new SplittableRandom(1)));
    private final ScriptedStore store = new ScriptedStore();
    private final NodeRegistry kept =
            new NodeRegistry(store, roster, new NodeRegistry.Terms(4, Duration.ofSeconds(15)), clock);
    private final RoutabilityMeters meters = new RoutabilityMeters(registry, nodes, kept, clock);

    @Test
    void what_gets_nothing_is_told_with_its_reason_and_only_that() {
        nodes.join(Views.node("lost", 2));
        nodes.join(Views.node("well", 2));
        nodes.join(Views.node("odd", 2));
        nodes.join(Views.node("even", 2));
        nodes.probed(new NodeId("lost"), Views.nothing());
        nodes.probed(new NodeId("well"), Views.has(Views.hosted("qwen3:8b")));
        nodes.probed(new NodeId("odd"), Views.has(Views.digested("llama3.2", "x", "2026-11-01T00:00:00Z")));
        nodes.probed(new NodeId("even"), Views.has(Views.digested("llama3.2", "y", "2026-11-19T00:00:00Z")));

        meters.refresh();

        assertThat(unroutable()).containsExactlyInAnyOrder("lost//lost", "odd/llama3.2:latest/digest-conflict");
    }

    @Test
    void what_gets_requests_again_is_told_no_more() {
        nodes.join(Views.node("alpha", 2));
        nodes.probed(new NodeId("alpha"), Views.has());
        roster.drained(Set.of(new NodeId("alpha")));
        meters.refresh();
        List<String> drained = unroutable();

        roster.drained(Set.of());
        nodes.probed(new NodeId("alpha"), Views.has());
        meters.refresh();

        assertThat(drained).containsExactly("alpha//drained");
        assertThat(unroutable()).isEmpty();
    }

    @Test
    void how_well_the_database_is_known_is_told() {
        roster.open(kept::tell);
        double unread = gauge("parley.router.registry.current");
        kept.sync();
        store.answer(ScriptedStore.drained());
        clock.advance(Duration.ofSeconds(3));

        assertThat(unread).isZero();
        assertThat(gauge("parley.router.registry.current")).isEqualTo(1);
        assertThat(gauge("parley.router.registry.age.seconds")).isEqualTo(3);
    }

    private List<String> unroutable() {
        return registry.find("parley.router.unroutable").gauges().stream()
                .map(Gauge::getId)
                .map(id -> id.getTag("node") + "/" + id.getTag("model") + "/" + id.getTag("reason"))
                .toList();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
