package dev.parley.router.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Views;
import dev.parley.testkit.time.SettableClock;
import dev.parley.transport.relay.record.NodeTimes;
import dev.parley.transport.relay.record.Tally;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static final NodeId ALPHA = new NodeId("alpha");
    private static final NodeId BETA = new NodeId("beta");
    private static final Duration TRUST = Duration.ofSeconds(90);
    private static final ModelName LLAMA = Views.model("llama3.2");
    private static final ModelName QWEN = Views.model("qwen3:8b");

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final Measurements measurements = new Measurements(clock, Duration.ofMinutes(10), 3, TRUST);

    @Test
    void nothing_is_known_of_what_never_answered() {
        assertThat(measurements.of(ALPHA, LLAMA)).isEqualTo(Figures.NONE);
    }

    @Test
    void a_load_is_learned_from_answers_that_had_one_only() {
        measurements.observed(ALPHA, LLAMA, answer(Duration.ofSeconds(8), 100, 50));
        measurements.observed(ALPHA, LLAMA, answer(Duration.ofMillis(40), 100, 50));

        assertThat(measurements.of(ALPHA, LLAMA).load()).contains(Duration.ofSeconds(8));
    }

    @Test
    void how_long_a_load_takes_is_learned_for_nodes_that_had_none() {
        measurements.loaded(ALPHA, LLAMA, Duration.ofSeconds(3));
        measurements.observed(ALPHA, LLAMA, answer(Duration.ofSeconds(5), 100, 50));
        Optional<Duration> seen = measurements.loadAnywhere(LLAMA);

        measurements.left(ALPHA);

        assertThat(seen).contains(Duration.ofSeconds(4));
        assertThat(measurements.loadAnywhere(LLAMA)).isEmpty();
        assertThat(measurements.loadAnywhere(QWEN)).isEmpty();
    }

    @Test
    void what_was_seen_long_ago_counts_less_and_then_not_at_all() {
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 100));
        clock.advance(Duration.ofMinutes(10));
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 25));
        double both = measurements.of(ALPHA, LLAMA).tokensPerSecond().orElseThrow();

        clock.advance(Duration.ofMinutes(70));

        assertThat(both).isCloseTo((100 * 0.5 + 25) / 1.5, within(0.01));
        assertThat(measurements.of(ALPHA, LLAMA).tokensPerSecond()).isEmpty();
    }

    @Test
    void how_long_an_answer_takes_on_a_node_is_told_by_its_speed_and_the_length_of_all_answers() {
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 100));
        measurements.observed(BETA, LLAMA, answer(Duration.ZERO, 300, 25));

        Figures.Service fast = measurements.of(ALPHA, LLAMA).service().orElseThrow();
        Figures.Service slow = measurements.of(BETA, LLAMA).service().orElseThrow();

        assertThat(fast.usual()).isCloseTo(Duration.ofSeconds(2), Duration.ofMillis(1));
        assertThat(slow.usual()).isCloseTo(Duration.ofSeconds(8), Duration.ofMillis(1));
        assertThat(slow.longest()).isCloseTo(Duration.ofSeconds(16), Duration.ofMillis(1));
    }

    @Test
    void a_slow_first_answer_does_not_count_when_the_second_is_much_better() {
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 5));
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 50));

        assertThat(measurements.of(ALPHA, LLAMA).tokensPerSecond()).hasValue(50);
    }

    @Test
    void what_was_learned_long_ago_is_worth_one_try_and_the_sooner_the_less_was_learned() {
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 5));
        boolean atOnce = measurements.isWorthATry(ALPHA, LLAMA);
        clock.advance(TRUST.dividedBy(10));
        boolean soon = measurements.isWorthATry(ALPHA, LLAMA);
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 5));
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 5));
        clock.advance(TRUST.dividedBy(10));
        boolean whenItIsSure = measurements.isWorthATry(ALPHA, LLAMA);
        clock.advance(TRUST);
        boolean later = measurements.isWorthATry(ALPHA, LLAMA);
        measurements.asked(ALPHA, LLAMA);

        assertThat(soon && later).isTrue();
        assertThat(atOnce || whenItIsSure || measurements.isWorthATry(ALPHA, LLAMA))
                .isFalse();
    }

    @Test
    void a_full_table_forgets_what_was_silent_longest() {
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 100));
        for (NodeId node : new NodeId[] {BETA, new NodeId("gamma"), new NodeId("delta")}) {
            clock.advance(Duration.ofSeconds(1));
            measurements.observed(node, QWEN, answer(Duration.ZERO, 100, 100));
        }

        assertThat(measurements.of(ALPHA, LLAMA)).isEqualTo(Figures.NONE);
        assertThat(measurements.of(BETA, QWEN)).isNotEqualTo(Figures.NONE);
    }

    @Test
    void a_node_that_left_is_forgotten() {
        measurements.observed(ALPHA, LLAMA, answer(Duration.ZERO, 100, 100));

        measurements.left(ALPHA);

        assertThat(measurements.of(ALPHA, LLAMA)).isEqualTo(Figures.NONE);
    }

    @Test
    void the_nodes_own_queue_is_told_apart_from_loading_and_working() {
        measurements.observed(
                ALPHA,
                LLAMA,
                Observation.of(
                        told(Duration.ofSeconds(10), Duration.ofSeconds(3), 40, Duration.ofSeconds(4)),
                        Optional.of(Duration.ofSeconds(6)),
                        Duration.ofSeconds(10),
                        true,
                        Duration.ZERO));

        Figures figures = measurements.of(ALPHA, LLAMA);

        assertThat(figures.waited()).contains(Duration.ofSeconds(2));
        assertThat(figures.firstByte()).contains(Duration.ofSeconds(3));
        assertThat(figures.promptTokensPerSecond()).hasValue(26);
    }

    @Test
    void where_a_node_tells_no_times_our_watch_does() {
        Tally silent = new Tally(42, 900, OptionalLong.empty(), OptionalLong.empty());

        Observation cold = Observation.of(
                silent, Optional.of(Duration.ofSeconds(5)), Duration.ofSeconds(7), true, Duration.ofSeconds(1));
        Observation warm = Observation.of(
                silent, Optional.of(Duration.ofSeconds(5)), Duration.ofSeconds(7), false, Duration.ofSeconds(1));

        assertThat(cold.load()).contains(Duration.ofSeconds(4));
        assertThat(cold.held()).isEqualTo(Duration.ofSeconds(3));
        assertThat(warm.load()).isEmpty();
        assertThat(warm.answer()).isEqualTo(new Observation.Amount(42, Duration.ofSeconds(2)));
    }

    /** Streamed, whole, warm but for the load. */
    private static Observation answer(Duration load, long tokens, double tokensPerSecond) {
        Duration generating = Duration.ofNanos((long) (tokens / tokensPerSecond * 1e9));
        Duration total = load.plus(generating);
        return Observation.of(
                told(total, load, tokens, generating), Optional.of(load), total, !load.isZero(), Duration.ZERO);
    }

    private static Tally told(Duration total, Duration load, long tokens, Duration generating) {
        return new Tally(
                tokens,
                tokens * 20,
                OptionalLong.of(26),
                OptionalLong.of(tokens),
                Optional.of(new NodeTimes(total, load, prompt(total, load, generating), generating)));
    }

    private static Duration prompt(Duration total, Duration load, Duration generating) {
        boolean isRoom = total.minus(load).minus(generating).compareTo(Duration.ofSeconds(1)) > 0;
        return isRoom ? Duration.ofSeconds(1) : Duration.ZERO;
    }
}
