package dev.parley.router.placement;

import static dev.parley.router.placement.PlacedPool.model;
import static dev.parley.router.placement.PlacedPool.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.node.NodeId;
import dev.parley.simulatednode.SimulatedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three nodes, of which one has a model already. */
class PlacementTest {

    private final SimulatedNode alpha = node("alpha", "llama3.2");
    private final SimulatedNode beta = node("beta", "all-minilm");
    private final SimulatedNode gamma = node("gamma", "all-minilm");
    private final PlacedPool pool = new PlacedPool(alpha, beta, gamma);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void a_wish_is_fetched_and_loaded_where_it_is_lacking() {
        pool.wish("llama3.2", 2, 1);

        pool.later();

        eventually(() -> {
            Standing standing = pool.standing("llama3.2");
            assertThat(standing.on()).hasSize(2).contains(new NodeId("alpha"));
            assertThat(standing.warmOn()).containsExactly(new NodeId("alpha"));
            assertThat(standing.problem()).isEmpty();
        });
        assertThat(pulls(alpha)).isZero();
        assertThat(pulls(beta) + pulls(gamma)).isOne();
        assertThat(alpha.requests("/api/generate")).hasSize(1);
    }

    @Test
    void what_has_come_true_asks_nothing_more_of_nodes() {
        pool.wish("llama3.2", 1, 1);
        pool.later();
        eventually(() -> assertThat(pool.standing("llama3.2").warmOn()).hasSize(1));

        pool.later();
        pool.later();

        assertThat(alpha.requests("/api/generate")).hasSize(1);
        assertThat(pool.errands.underWay()).isEmpty();
    }

    @Test
    void what_is_to_stay_in_memory_is_asked_for_again_before_it_lapses() {
        pool.wish("llama3.2", 1, 1);
        pool.later();
        eventually(() -> assertThat(pool.standing("llama3.2").warmOn()).hasSize(1));

        pool.clock.advance(Duration.ofMinutes(10));
        pool.later();

        eventually(() -> assertThat(alpha.requests("/api/generate")).hasSize(2));
    }

    @Test
    void a_node_that_is_lost_is_replaced() {
        pool.wish("llama3.2", 1, 1);
        pool.later();
        eventually(() -> assertThat(pool.standing("llama3.2").warmOn()).containsExactly(new NodeId("alpha")));

        alpha.kill();
        eventually(() -> assertThat(pool.standing("llama3.2").on()).isEmpty());

        eventually(() -> {
            pool.later();
            assertThat(pool.standing("llama3.2").warmOn()).hasSize(1).doesNotContain(new NodeId("alpha"));
        });
    }

    @Test
    void a_model_that_requests_wait_for_is_not_put_out_of_memory() {
        pool.wish("llama3.2", 1, 1);
        load(alpha, "llama3.2");
        pool.wish("all-minilm", 2, 2);
        pool.later();
        eventually(() -> assertThat(pool.standing("all-minilm").warmOn()).hasSize(2));
        pool.awaited.add(model("all-minilm"));
        alpha.kill();
        eventually(() -> assertThat(pool.standing("llama3.2").on()).isEmpty());

        eventually(() -> {
            pool.later();
            assertThat(pool.standing("llama3.2").on()).hasSize(1);
        });
        pool.later();

        assertThat(pool.standing("llama3.2").warmOn()).isEmpty();
        assertThat(pool.standing("llama3.2").problem())
                .contains("1 more memories needed: about to be loaded, or requests wait for what they hold");
        assertThat(pool.directory.all()).noneMatch(view -> view.takesWork() && view.isWarm(model("llama3.2")));
    }

    @Test
    void a_wish_that_cannot_come_true_says_why_and_is_tried_less_and_less() {
        pool.wish("nope", 1, 0);

        for (int i = 0; i < 20; i++) {
            pool.later();
            await().until(() -> pool.errands.underWay().isEmpty());
        }

        assertThat(pulls(alpha) + pulls(beta) + pulls(gamma)).isBetween(6L, 16L);
        assertThat(pool.standing("nope").problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("1 more nodes needed: ")
                        .contains("alpha: pull model manifest: file does not exist"));
    }

    @Test
    void wishes_hold_while_their_store_is_away() {
        pool.wish("llama3.2", 2, 0);
        pool.store.away = false;
        pool.later();
        eventually(() -> assertThat(pool.standing("llama3.2").on()).hasSize(2));

        pool.store.away = true;
        pool.later();

        assertThat(pool.board.isCurrent()).isFalse();
        assertThat(pool.standing("llama3.2").on()).hasSize(2);
    }

    @Test
    void a_load_on_several_nodes_is_as_far_as_the_slowest_and_succeeds_once() {
        beta.set("pull_bytes_per_second", 4e9);
        gamma.set("pull_bytes_per_second", 1e9);

        Undertaking load = begin("mistral", 2, List.of(new NodeId("beta"), new NodeId("gamma")));
        List<Long> completed = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            load.layers().stream().limit(1).forEach(layer -> completed.add(layer.completed()));
            return load.isOver();
        });

        assertThat(completed).isSorted();
        assertThat(load.layers())
                .allSatisfy(layer -> assertThat(layer.completed()).isEqualTo(layer.total()));
        assertThat(load.failures()).isEmpty();
        assertThat(load.done()).containsExactlyInAnyOrder(new NodeId("beta"), new NodeId("gamma"));
    }

    @Test
    void a_load_that_fails_names_the_node() {
        Undertaking load = begin("missing-model", 1, List.of(new NodeId("beta")));

        await().until(load::isOver);

        assertThat(load.failures()).containsExactly("beta: pull model manifest: file does not exist");
        assertThat(load.done()).isEmpty();
    }

    @Test
    void two_who_want_the_same_share_one_fetch() {
        beta.set("pull_bytes_per_second", 2e9);
        Undertaking first = begin("mistral", 1, List.of(new NodeId("beta")));
        Undertaking second = begin("mistral", 1, List.of(new NodeId("beta")));

        await().atMost(Duration.ofSeconds(30)).until(() -> first.isOver() && second.isOver());

        assertThat(pulls(beta)).isOne();
        assertThat(second.done()).containsExactly(new NodeId("beta"));
    }

    @Test
    void a_fetch_that_breaks_goes_on_at_the_same_node() {
        beta.fault("F09;path=/api/pull;times=1");

        Undertaking load = begin("mistral", 1, List.of(new NodeId("beta")));
        await().atMost(Duration.ofSeconds(10)).until(load::isOver);

        assertThat(load.failures()).isEmpty();
        assertThat(pulls(beta)).isEqualTo(2);
    }

    @Test
    void a_load_is_refused_where_requests_wait_for_what_would_be_put_out() {
        load(alpha, "llama3.2");
        pool.awaited.add(model("llama3.2"));

        ModelLoads.Answer answer = pool.loads.begin(
                new ModelLoads.Wanted(model("mistral"), "mistral", 1, List.of(new NodeId("alpha")), true));

        assertThat(answer).isInstanceOf(ModelLoads.Answer.Refused.class);
        assertThat(((ModelLoads.Answer.Refused) answer).code()).isEqualTo(ProblemCode.ALL_NODES_BUSY);
    }

    @Test
    void a_load_of_what_nobody_has_and_may_not_be_pulled_is_refused() {
        ModelLoads.Answer answer =
                pool.loads.begin(new ModelLoads.Wanted(model("mistral"), "mistral", 1, List.of(), false));

        assertThat(((ModelLoads.Answer.Refused) answer).code()).isEqualTo(ProblemCode.MODEL_UNKNOWN);
    }

    @Test
    void an_unload_reaches_every_memory() {
        load(beta, "all-minilm");
        load(gamma, "all-minilm");

        ModelUnloads.Result result = pool.unloads
                .everywhere(model("all-minilm"), "all-minilm", "local")
                .toCompletableFuture()
                .join();

        assertThat(result.done()).containsExactly(new NodeId("beta"), new NodeId("gamma"));
        assertThat(result.refusals()).isEmpty();
        eventually(() -> assertThat(pool.directory.all()).noneMatch(view -> view.isWarm(model("all-minilm"))));
    }

    private Undertaking begin(String model, int copies, List<NodeId> only) {
        ModelLoads.Answer answer = pool.loads.begin(new ModelLoads.Wanted(model(model), model, copies, only, true));
        return ((ModelLoads.Answer.Begun) answer).undertaking();
    }

    private void load(SimulatedNode node, String model) {
        Undertaking load = begin(model, 1, List.of(new NodeId(node.name())));
        await().until(load::isOver);
        eventually(() -> assertThat(pool.directory
                        .find(new NodeId(node.name()))
                        .orElseThrow()
                        .isWarm(model(model)))
                .isTrue());
    }

    private static long pulls(SimulatedNode node) {
        return node.requests("/api/pull").size();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }
}
