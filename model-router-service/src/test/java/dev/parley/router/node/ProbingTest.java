package dev.parley.router.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProbingTest {

    private static final NodeId ALPHA = new NodeId("alpha");

    private record Later(Duration delay, Runnable action) {}

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final Deque<Later> later = new ArrayDeque<>();
    private final List<CompletableFuture<ProbeResult>> looks = new ArrayList<>();
    private final Probing probing = new Probing(
            nodes,
            node -> {
                looks.add(new CompletableFuture<>());
                return looks.get(looks.size() - 1);
            },
            (delay, action) -> later.add(new Later(delay, action)),
            new Probing.Rhythm(Duration.ofSeconds(2), 0.2, Duration.ofSeconds(1)),
            clock,
            new SplittableRandom(1));

    @Test
    void a_node_is_looked_at_again_and_again_at_varying_intervals() {
        nodes.join(Views.node("alpha", 1));
        probing.watch(ALPHA);
        List<Duration> delays = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            looks.get(i).complete(Views.has());
            delays.add(later.element().delay());
            later.remove().action().run();
        }

        assertThat(delays)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofMillis(1_600), Duration.ofMillis(2_400)));
        assertThat(delays).doesNotHaveDuplicates();
    }

    @Test
    void one_look_at_a_time_serves_all_who_ask() {
        nodes.join(Views.node("alpha", 1));

        var one = probing.refresh(ALPHA).toCompletableFuture();
        var two = probing.refresh(ALPHA).toCompletableFuture();
        looks.get(0).complete(Views.has());

        assertThat(looks).hasSize(1);
        assertThat(one).isDone();
        assertThat(two).isDone();
    }

    @Test
    void many_questions_make_few_looks() {
        nodes.join(Views.node("alpha", 1));
        probing.refresh(ALPHA);
        looks.get(0).complete(Views.has());

        var soon = probing.refresh(ALPHA).toCompletableFuture();
        probing.refresh(ALPHA);
        int looksAtOnce = looks.size();
        later.remove().action().run();
        looks.get(1).complete(Views.has());

        assertThat(looksAtOnce).isEqualTo(1);
        assertThat(later).isEmpty();
        assertThat(soon).isDone();
    }

    @Test
    void who_asks_about_all_nodes_does_not_wait_for_ever_for_the_slowest() {
        nodes.join(Views.node("alpha", 1));
        nodes.join(Views.node("beta", 1));

        var all = probing.refreshAll().toCompletableFuture();
        looks.get(0).complete(Views.has());
        boolean beforeItsTime = all.isDone();
        later.remove().action().run();

        assertThat(beforeItsTime).isFalse();
        assertThat(all).isDone();
    }

    @Test
    void a_look_that_cannot_be_taken_is_one_that_brought_nothing() {
        nodes.join(Views.node("alpha", 1));

        var look = probing.refresh(ALPHA).toCompletableFuture();
        looks.get(0).completeExceptionally(new IllegalArgumentException("no address"));

        assertThat(look).isDone();
        assertThat(nodes.find(ALPHA).orElseThrow().state().why()).contains("no address");
    }

    @Test
    void a_node_that_left_is_not_looked_at_again() {
        nodes.join(Views.node("alpha", 1));
        probing.watch(ALPHA);
        looks.get(0).complete(Views.has());

        nodes.leave(ALPHA);
        later.remove().action().run();

        assertThat(looks).hasSize(1);
        assertThat(later).isEmpty();
    }
}
