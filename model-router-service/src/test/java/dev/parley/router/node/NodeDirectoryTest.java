package dev.parley.router.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeCondition;
import dev.parley.router.model.ModelName;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeDirectoryTest {

    private static final NodeId ALPHA = new NodeId("alpha");
    private static final ModelName LLAMA = Views.model("llama3.2");

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));

    @BeforeEach
    void alpha_joins() {
        nodes.join(Views.node("alpha", 2));
    }

    @Test
    void a_node_joins_and_is_ready_when_it_answers() {
        assertThat(condition()).isEqualTo(NodeCondition.JOINING);

        nodes.probed(ALPHA, Views.has(Views.hosted("llama3.2")));

        assertThat(condition()).isEqualTo(NodeCondition.READY);
    }

    @Test
    void a_node_that_never_answered_is_lost_at_once() {
        nodes.probed(ALPHA, Views.nothing());

        assertThat(condition()).isEqualTo(NodeCondition.LOST);
    }

    @Test
    void a_node_that_stops_answering_is_suspect_and_then_lost() {
        nodes.probed(ALPHA, Views.has());

        nodes.probed(ALPHA, Views.nothing());
        NodeCondition afterOne = condition();
        nodes.probed(ALPHA, Views.nothing());
        nodes.probed(ALPHA, Views.nothing());

        assertThat(afterOne).isEqualTo(NodeCondition.SUSPECT);
        assertThat(condition()).isEqualTo(NodeCondition.LOST);
        assertThat(view().state().why()).contains("refused");
    }

    @Test
    void a_lost_node_is_not_offered_new_work_until_it_answers() {
        nodes.probed(ALPHA, Views.nothing());
        boolean whileLost = view().takesWork();

        nodes.probed(ALPHA, Views.has());

        assertThat(whileLost).isFalse();
        assertThat(view().takesWork()).isTrue();
    }

    @Test
    void a_request_that_succeeds_proves_a_node_whose_lists_fail() {
        nodes.probed(ALPHA, Views.has());
        nodes.probed(ALPHA, Views.nothing());
        nodes.probed(ALPHA, Views.nothing());

        nodes.succeeded(ALPHA, LLAMA);
        nodes.probed(ALPHA, Views.nothing());

        assertThat(condition()).isEqualTo(NodeCondition.SUSPECT);
    }

    @Test
    void a_failed_request_is_not_forgiven_by_the_next_look() {
        nodes.probed(ALPHA, Views.has());
        nodes.failed(ALPHA, LLAMA, 1, "silent");

        nodes.probed(ALPHA, Views.has());
        NodeCondition atOnce = condition();
        clock.advance(Duration.ofSeconds(10));
        nodes.probed(ALPHA, Views.has());

        assertThat(atOnce).isEqualTo(NodeCondition.SUSPECT);
        assertThat(condition()).isEqualTo(NodeCondition.READY);
    }

    @Test
    void a_node_is_busy_while_it_holds_all_it_may() {
        nodes.probed(ALPHA, Views.has());

        nodes.occupied(ALPHA, () -> true);
        NodeCondition full = condition();
        nodes.occupied(ALPHA, () -> false);

        assertThat(full).isEqualTo(NodeCondition.BUSY);
        assertThat(condition()).isEqualTo(NodeCondition.READY);
    }

    @Test
    void what_a_look_did_not_bring_stays_as_it_was() {
        nodes.probed(ALPHA, Views.hasLoaded(Views.hosted("llama3.2")));

        nodes.probed(ALPHA, Views.nothing());

        assertThat(view().catalogue().models()).containsKey(LLAMA);
        assertThat(view().isWarm(LLAMA)).isTrue();
    }

    @Test
    void changes_of_condition_are_told_and_nothing_else() {
        List<NodeChange> told = new ArrayList<>();
        nodes.onChange(told::add);

        nodes.probed(ALPHA, Views.has());
        nodes.probed(ALPHA, Views.has());
        nodes.succeeded(ALPHA, LLAMA);

        assertThat(told).hasSize(1);
        assertThat(told.get(0).after().state().condition()).isEqualTo(NodeCondition.READY);
    }

    @Test
    void while_one_request_is_on_trial_no_other_enters() {
        nodes.probed(ALPHA, Views.has());
        for (int request = 1; request <= 3; request++) {
            nodes.failed(ALPHA, LLAMA, request, "reset");
        }
        boolean whileOpen = nodes.enter(ALPHA, LLAMA);
        clock.advance(Duration.ofSeconds(15));

        boolean first = nodes.enter(ALPHA, LLAMA);
        boolean second = nodes.enter(ALPHA, LLAMA);
        nodes.succeeded(ALPHA, LLAMA);

        assertThat(whileOpen).isFalse();
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(nodes.enter(ALPHA, LLAMA)).isTrue();
    }

    @Test
    void a_trial_whose_client_left_lets_the_next_one_try() {
        for (int request = 1; request <= 3; request++) {
            nodes.failed(ALPHA, LLAMA, request, "reset");
        }
        clock.advance(Duration.ofSeconds(15));
        nodes.enter(ALPHA, LLAMA);

        nodes.unjudged(ALPHA, LLAMA);

        assertThat(nodes.enter(ALPHA, LLAMA)).isTrue();
    }

    private NodeView view() {
        return nodes.find(ALPHA).orElseThrow();
    }

    private NodeCondition condition() {
        return view().state().condition();
    }
}
