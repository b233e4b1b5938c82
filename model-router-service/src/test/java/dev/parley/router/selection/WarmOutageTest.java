package dev.parley.router.selection;

import static dev.parley.router.node.Views.hasLoaded;
import static dev.parley.router.node.Views.hosted;
import static dev.parley.router.node.Views.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Views;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 20 requests a second and two nodes with the model in memory, of which one fails for a minute; terms as by default. */
class WarmOutageTest {

    private static final NodeId FAILING = new NodeId("failing");
    private static final Duration EACH = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration OUTAGE = Duration.ofSeconds(60);

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(
                    3,
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10)));
    private final Choice choice = new Choice(
            nodes,
            NodeSelection.healthyFirst()
                    .then(NodeSelection.roomyFirst())
                    .then(NodeSelection.warmFirst())
                    .then(NodeSelection.soonestFirst())
                    .then(NodeSelection.anyOrder(new SplittableRandom(1))),
            Prospecting.begun(clock).prospects(),
            id -> 0,
            clock);
    private final Demand demand = new Demand(
            new ModelTarget.Named("llama3.2", Views.model("llama3.2")),
            Demand.Work.COMPLETE,
            true,
            Optional.empty(),
            "local",
            AllowedModels.ALL);

    /** How many requests reached the failing node, by the second. */
    private final Map<Long, Integer> reached = new TreeMap<>();

    private long requests;

    @BeforeEach
    void both_are_warm() {
        for (String name : List.of("failing", "staying")) {
            nodes.join(node(name, 4));
            nodes.probed(new NodeId(name), hasLoaded(hosted("llama3.2")));
        }
    }

    @Test
    void a_node_that_can_be_looked_at_and_fails_requests_is_tried_at_most_once_a_second() {
        fails(OUTAGE, true);

        assertThat(reached.values()).allMatch(tries -> tries <= 1);
        assertThat(reached).hasSizeBetween(2, 10);
    }

    @Test
    void a_node_that_is_gone_and_comes_back_warm_is_tried_at_most_once_a_second_and_serves_at_once() {
        fails(OUTAGE, false);
        int gone = reached.size();
        nodes.probed(FAILING, hasLoaded(hosted("llama3.2")));
        Instant back = clock.instant();
        while (!isGivenToFailing()) {
            clock.advance(EACH);
        }

        assertThat(reached.values()).allMatch(tries -> tries <= 1);
        assertThat(gone).isLessThanOrEqualTo(2);
        assertThat(Duration.between(back, clock.instant())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_node_that_is_gone_and_back_but_still_fails_is_tried_at_most_once_a_second() {
        fails(Duration.ofSeconds(10), false);
        reached.clear();

        fails(OUTAGE, true);

        assertThat(reached.values()).allMatch(tries -> tries <= 1);
    }

    private void fails(Duration time, boolean isLookedAt) {
        Instant end = clock.instant().plus(time);
        Instant look = clock.instant().plus(LOOK);
        while (clock.instant().isBefore(end)) {
            clock.advance(EACH);
            if (!clock.instant().isBefore(look)) {
                nodes.probed(FAILING, isLookedAt ? hasLoaded(hosted("llama3.2")) : Views.nothing());
                look = look.plus(LOOK);
            }
            if (isGivenToFailing() && nodes.enter(FAILING, Views.model("llama3.2"))) {
                reached.merge(clock.instant().getEpochSecond(), 1, Integer::sum);
                nodes.failed(FAILING, Views.model("llama3.2"), ++requests, "reset");
            }
        }
    }

    private boolean isGivenToFailing() {
        return choice.candidates(demand, Set.of()).stream()
                .findFirst()
                .map(first -> first.node().id().equals(FAILING))
                .orElse(false);
    }
}
