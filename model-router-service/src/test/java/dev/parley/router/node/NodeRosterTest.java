package dev.parley.router.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeCondition;
import dev.parley.protocol.node.Unroutable;
import dev.parley.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NodeRosterTest {

    private static final NodeId ALPHA = new NodeId("alpha");

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final Probing probing = new Probing(
            nodes,
            node -> CompletableFuture.completedFuture(Views.has(Views.hosted("llama3.2"))),
            (delay, action) -> {},
            new Probing.Rhythm(Duration.ofSeconds(2), 0.2, Duration.ofSeconds(1)),
            clock,
            new SplittableRandom(1));
    private final NodeRoster roster = new NodeRoster(nodes, probing);
    private final NodeSink settings = sink();
    private final NodeSink other = sink();

    @Test
    void a_node_that_joins_is_looked_at() {
        assertThat(settings.join(Views.node("alpha", 2))).isTrue();

        assertThat(condition()).isEqualTo(NodeCondition.READY);
    }

    @Test
    void a_name_is_given_once() {
        settings.join(Views.node("alpha", 2));

        boolean joined = other.join(Views.node("alpha", 7));
        other.leave(ALPHA);

        assertThat(joined).isFalse();
        assertThat(view().node().maxConcurrent()).isEqualTo(2);
    }

    @Test
    void a_name_that_is_free_again_is_given_to_who_asks_again() {
        settings.join(Views.node("alpha", 2));
        other.join(Views.node("alpha", 7));

        settings.leave(ALPHA);
        other.change(Views.node("alpha", 7));

        assertThat(view().node().maxConcurrent()).isEqualTo(7);
    }

    @Test
    void another_cap_leaves_what_is_known_of_a_node() {
        settings.join(Views.node("alpha", 2));

        settings.change(Views.node("alpha", 5));

        assertThat(view().node().maxConcurrent()).isEqualTo(5);
        assertThat(view().catalogue().models()).isNotEmpty();
        assertThat(condition()).isEqualTo(NodeCondition.READY);
    }

    @Test
    void at_another_address_nothing_is_known_of_a_node() {
        settings.join(Views.node("alpha", 2));
        nodes.failed(ALPHA, Views.model("llama3.2"), 1, "reset");
        Node before = view().node();

        settings.change(new Node(
                ALPHA,
                URI.create("http://elsewhere.test:1"),
                before.kind(),
                before.model(),
                before.capabilities(),
                2,
                2,
                before.origin(),
                before.reach()));

        assertThat(view().circuits()).isEmpty();
    }

    @Test
    void a_drained_node_takes_no_work_though_it_answers() {
        settings.join(Views.node("alpha", 2));

        roster.drained(Set.of(ALPHA));
        nodes.probed(ALPHA, Views.has());

        assertThat(view().takesWork()).isFalse();
        assertThat(Routability.of(view())).contains(Unroutable.DRAINED);
    }

    @Test
    void a_node_that_was_drained_before_it_came_takes_no_work() {
        roster.drained(Set.of(ALPHA));

        settings.join(Views.node("alpha", 2));

        assertThat(view().isDrained()).isTrue();
    }

    @Test
    void a_resumed_node_takes_work_at_once() {
        settings.join(Views.node("alpha", 2));
        roster.drained(Set.of(ALPHA));
        clock.advance(Duration.ofSeconds(1));

        roster.drained(Set.of());

        assertThat(condition()).isEqualTo(NodeCondition.READY);
    }

    @Test
    void a_node_about_to_go_takes_no_work_though_no_operator_drains_it() {
        settings.join(Views.node("alpha", 2));
        settings.leaving(ALPHA);
        roster.drained(Set.of(ALPHA));

        roster.drained(Set.of());

        assertThat(view().isDrained()).isFalse();
        assertThat(Routability.of(view())).contains(Unroutable.LEAVING);
    }

    private NodeSink sink() {
        AtomicReference<NodeSink> opened = new AtomicReference<>();
        roster.open(opened::set);
        return opened.get();
    }

    private NodeCondition condition() {
        return view().state().condition();
    }

    private NodeView view() {
        return nodes.find(ALPHA).orElseThrow();
    }
}
