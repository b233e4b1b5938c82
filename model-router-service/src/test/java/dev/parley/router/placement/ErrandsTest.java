package dev.parley.router.placement;

import static dev.parley.router.placement.Errand.Kind.LOAD;
import static dev.parley.router.placement.Errand.Kind.PULL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.Node;
import dev.parley.router.node.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrandsTest {

    private static final Node ALPHA = Views.node("alpha", 4);
    private static final Node BETA = Views.node("beta", 4);

    private final WorkInMemory work = new WorkInMemory();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Errand> done = new ArrayList<>();
    private final Errands errands = new Errands(
            work,
            new Errands.Terms(2, 3, Duration.ofSeconds(2), Duration.ofMinutes(30)),
            (delay, action) -> {
                pauses.add(delay);
                action.run();
            },
            done::add);

    @Test
    void who_asks_for_what_is_asked_for_already_shares_it() {
        Errand first = send(ALPHA, LOAD, "llama3.2");
        Errand second = send(ALPHA, LOAD, "llama3.2");

        work.last().done();

        assertThat(second).isSameAs(first);
        assertThat(work.jobs).hasSize(1);
        assertThat(done).containsExactly(first);
    }

    @Test
    void a_node_loads_one_model_at_a_time_and_another_node_another() {
        send(ALPHA, LOAD, "a");
        send(ALPHA, LOAD, "b");
        send(BETA, LOAD, "b");
        List<String> atFirst = work.open();

        work.jobs.get(0).done();

        assertThat(atFirst).containsExactly("load a alpha", "load b beta");
        assertThat(work.open()).containsExactly("load b beta", "load b alpha");
    }

    @Test
    void fetching_does_not_hold_up_loading() {
        send(ALPHA, PULL, "large");
        send(ALPHA, LOAD, "small");

        assertThat(work.open()).containsExactly("pull large alpha", "load small alpha");
    }

    @Test
    void what_is_over_can_be_asked_for_again() {
        Errand first = send(ALPHA, LOAD, "a");
        work.last().done();

        Errand again = send(ALPHA, LOAD, "a");

        assertThat(again).isNotSameAs(first);
        assertThat(work.open()).containsExactly("load a alpha");
    }

    @Test
    void more_than_may_wait_is_refused_at_once() {
        send(ALPHA, LOAD, "a");
        send(ALPHA, LOAD, "b");
        send(ALPHA, LOAD, "c");

        Errand tooMany = send(ALPHA, LOAD, "d");

        assertThat(tooMany.ended()).contains(new Outcome.Refused("too many models wait for the node"));
        assertThat(errands.underWay()).hasSize(3);
    }

    @Test
    void a_node_that_cannot_be_reached_is_asked_again_after_longer_and_longer_pauses() {
        Errand errand = send(ALPHA, PULL, "a");

        work.last().outcome().complete(new Outcome.Unreached("refused"));
        work.last().outcome().complete(new Outcome.Unreached("refused"));
        work.last().outcome().complete(new Outcome.Unreached("gone"));

        assertThat(work.jobs).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(errand.ended()).contains(new Outcome.Unreached("gone"));
    }

    @Test
    void a_node_that_says_no_is_not_asked_again() {
        Errand errand = send(ALPHA, PULL, "a");

        work.last().outcome().complete(new Outcome.Refused("file does not exist"));

        assertThat(errand.ended()).contains(new Outcome.Refused("file does not exist"));
        assertThat(work.jobs).hasSize(1);
        assertThat(done).isEmpty();
    }

    @Test
    void whether_it_may_be_done_is_asked_when_its_turn_has_come() {
        List<String> asked = new ArrayList<>();
        send(ALPHA, LOAD, "a");
        Errand second = errands.send(ALPHA, LOAD, model("b"), "b", () -> {
            asked.add("b");
            return false;
        });
        Errand third = send(ALPHA, LOAD, "c");
        List<String> before = List.copyOf(asked);

        work.last().done();

        assertThat(before).isEmpty();
        assertThat(second.ended())
                .contains(new Outcome.Refused("requests wait for another model in the node's memory"));
        assertThat(third.ended()).isEmpty();
        assertThat(work.open()).containsExactly("load c alpha");
    }

    private Errand send(Node node, Errand.Kind kind, String model) {
        return errands.send(node, kind, model(model), model, () -> true);
    }

    private static ModelName model(String name) {
        return ModelName.parse(name).orElseThrow();
    }
}
