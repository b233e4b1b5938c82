package dev.parley.router.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.capacity.Warmth;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.LoadedModel;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.router.node.ProbeResult;
import dev.parley.router.node.Views;
import dev.parley.testkit.time.SettableClock;
import dev.parley.transport.relay.request.RunnerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResidentsTest {

    private static final NodeId ALPHA = new NodeId("alpha");
    private static final ModelName LLAMA = Views.model("llama3.2");
    private static final RunnerOptions NONE = RunnerOptions.NONE;
    private static final RunnerOptions WIDE = context(16_384);

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final Residents residents = new Residents(clock, Duration.ofSeconds(4));

    ResidentsTest() {
        nodes.join(Views.node("alpha", 4));
        lists();
    }

    @Test
    void what_somebody_else_loaded_is_judged_by_its_context() {
        lists(4_096);

        assertThat(warmth(NONE)).isEqualTo(Warmth.WARM);
        assertThat(warmth(context(4_096))).isEqualTo(Warmth.WARM);
        assertThat(warmth(WIDE)).isEqualTo(Warmth.RELOAD);
        assertThat(warmth(new RunnerOptions(Map.of("num_batch", "64")))).isEqualTo(Warmth.RELOAD);
    }

    @Test
    void a_model_that_is_being_loaded_is_not_listed_but_waited_for() {
        residents.sent(view(), LLAMA, WIDE);

        assertThat(warmth(WIDE)).isEqualTo(Warmth.WARM);
        assertThat(warmth(NONE)).isEqualTo(Warmth.RELOAD);
        assertThat(residents.loadingSince(ALPHA, LLAMA)).contains(clock.instant());
    }

    @Test
    void a_load_that_came_to_nothing_leaves_nothing() {
        residents.sent(view(), LLAMA, WIDE);

        residents.over(ALPHA, LLAMA);

        assertThat(warmth(WIDE)).isEqualTo(Warmth.COLD);
    }

    @Test
    void a_context_that_was_set_is_not_the_one_that_a_node_takes_by_itself() {
        loaded(WIDE);
        lists(16_384);

        assertThat(warmth(WIDE)).isEqualTo(Warmth.WARM);
        assertThat(warmth(NONE)).isEqualTo(Warmth.RELOAD);
    }

    @Test
    void a_context_larger_than_the_model_can_have_is_warm_once_it_was_loaded_for_it() {
        loaded(context(1_000_000));
        lists(131_072);
        clock.advance(Duration.ofSeconds(10));

        assertThat(warmth(context(1_000_000))).isEqualTo(Warmth.WARM);
    }

    @Test
    void what_others_loaded_anew_is_no_longer_ours() {
        loaded(NONE);
        lists(4_096);
        clock.advance(Duration.ofSeconds(10));
        assertThat(warmth(NONE)).isEqualTo(Warmth.WARM);

        lists(16_384);

        assertThat(warmth(WIDE)).isEqualTo(Warmth.WARM);
        assertThat(warmth(context(8_192))).isEqualTo(Warmth.RELOAD);
    }

    @Test
    void what_the_node_lists_no_more_is_cold_but_not_before_it_was_looked_at_again() {
        loaded(NONE);
        assertThat(warmth(NONE)).isEqualTo(Warmth.WARM);

        clock.advance(Duration.ofSeconds(5));

        assertThat(warmth(NONE)).isEqualTo(Warmth.COLD);
    }

    @Test
    void an_answer_to_older_options_ends_no_load() {
        loaded(NONE);
        residents.sent(view(), LLAMA, WIDE);

        residents.answered(ALPHA, LLAMA, NONE);

        assertThat(residents.loadingSince(ALPHA, LLAMA)).isPresent();
        assertThat(residents.running(ALPHA, LLAMA)).isEqualTo(1);
    }

    private void loaded(RunnerOptions options) {
        residents.sent(view(), LLAMA, options);
        residents.answered(ALPHA, LLAMA, options);
        residents.over(ALPHA, LLAMA);
    }

    private Warmth warmth(RunnerOptions options) {
        return residents.warmth(view(), LLAMA, options);
    }

    private NodeView view() {
        return nodes.find(ALPHA).orElseThrow();
    }

    private void lists(long context) {
        tells(Map.of(LLAMA, new LoadedModel(LLAMA, null, context, "{}")));
    }

    private void lists() {
        tells(Map.of());
    }

    private void tells(Map<ModelName, LoadedModel> loaded) {
        ProbeResult has = Views.has(Views.hosted("llama3.2"));
        nodes.probed(ALPHA, new ProbeResult(has.version(), has.models(), Optional.of(loaded), Optional.empty()));
    }

    private static RunnerOptions context(int tokens) {
        return new RunnerOptions(Map.of("num_ctx", String.valueOf(tokens)));
    }
}
