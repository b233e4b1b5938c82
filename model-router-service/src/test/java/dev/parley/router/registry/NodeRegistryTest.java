package dev.parley.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeRoster;
import dev.parley.router.node.Probing;
import dev.parley.router.node.Views;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeRegistryTest {

    private static final NodeId ALPHA = new NodeId("alpha");

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final NodeRoster roster = new NodeRoster(
            nodes,
            new Probing(
                    nodes,
                    node -> CompletableFuture.completedFuture(Views.has()),
                    (delay, action) -> {},
                    new Probing.Rhythm(Duration.ofSeconds(2), 0.2, Duration.ofSeconds(1)),
                    clock,
                    new SplittableRandom(1)));
    private final ScriptedStore store = new ScriptedStore();
    private final NodeRegistry registry =
            new NodeRegistry(store, roster, new NodeRegistry.Terms(4, Duration.ofSeconds(15)), clock);

    @BeforeEach
    void alpha_is_configured() {
        roster.open(sink -> sink.join(Views.node("alpha", 2)));
        roster.open(registry::tell);
    }

    @Test
    void who_asks_while_it_is_read_gets_what_is_kept_after_asking() {
        CompletionStage<Void> first = registry.sync();
        CompletionStage<Void> second = registry.sync();

        store.answer(ScriptedStore.drained());
        boolean secondIsDone = second.toCompletableFuture().isDone();
        store.answer(ScriptedStore.drained("alpha"));

        assertThat(first).isCompleted();
        assertThat(secondIsDone).isFalse();
        assertThat(second).isCompleted();
        assertThat(nodes.find(ALPHA).orElseThrow().isDrained()).isTrue();
    }

    @Test
    void it_is_read_once_for_all_who_ask_while_it_is_read() {
        registry.sync();
        for (int i = 0; i < 100; i++) {
            registry.sync();
        }

        store.answer(ScriptedStore.drained());

        assertThat(store.reads()).isEqualTo(1);
    }

    @Test
    void what_was_read_last_stays_when_it_can_not_be_read() {
        registry.sync();
        store.answer(ScriptedStore.drained("alpha"));

        CompletionStage<Void> vain = registry.sync();
        store.fail("connection refused\nand a page of details");

        assertThat(vain).isCompletedExceptionally();
        assertThat(nodes.find(ALPHA).orElseThrow().isDrained()).isTrue();
        assertThat(registry.standing().trouble()).contains("connection refused");
        assertThat(registry.standing().current()).isFalse();
    }
}
