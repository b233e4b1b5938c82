package dev.parley.router.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.CircuitCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitStateTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final CircuitState.Limits LIMITS = new CircuitState.Limits(
            3,
            Duration.ofSeconds(15),
            Duration.ofSeconds(40),
            Duration.ofSeconds(60),
            Duration.ofSeconds(300),
            Duration.ofSeconds(10));

    @Test
    void failures_of_one_request_count_once() {
        CircuitState circuit = CircuitState.SOUND;

        for (int tries = 0; tries < 5; tries++) {
            circuit = circuit.failed(Failure.of(7, "reset"), NOW, LIMITS);
        }

        assertThat(circuit.admits(NOW)).isTrue();
    }

    @Test
    void failures_of_different_requests_open_it() {
        CircuitState circuit = opened();

        assertThat(circuit.admits(NOW.plusSeconds(14))).isFalse();
        assertThat(circuit.admits(NOW.plusSeconds(15))).isTrue();
    }

    @Test
    void a_success_in_between_starts_the_count_again() {
        CircuitState circuit = CircuitState.SOUND
                .failed(Failure.of(1, "reset"), NOW, LIMITS)
                .failed(Failure.of(2, "reset"), NOW, LIMITS);

        circuit = circuit.succeeded(NOW).failed(Failure.of(3, "reset"), NOW, LIMITS);

        assertThat(circuit.admits(NOW)).isTrue();
    }

    @Test
    void a_failed_trial_doubles_the_pause_up_to_the_longest() {
        Instant trial = NOW.plusSeconds(15);
        CircuitState once = opened().entered(trial).failed(Failure.of(4, "reset"), trial, LIMITS);
        CircuitState twice =
                once.entered(trial.plusSeconds(30)).failed(Failure.of(5, "reset"), trial.plusSeconds(30), LIMITS);

        assertThat(once).isEqualTo(new CircuitState.Open(trial.plusSeconds(30), 1, "reset"));
        assertThat(twice).isEqualTo(new CircuitState.Open(trial.plusSeconds(30 + 40), 2, "reset"));
    }

    @Test
    void a_good_trial_closes_it_by_and_by() {
        Instant trial = NOW.plusSeconds(15);

        CircuitState back = opened().entered(trial).began(trial, LIMITS).succeeded(trial);

        assertThat(back.condition()).isEqualTo(CircuitCondition.RECOVERING);
        assertThat(back.share(trial)).isZero();
        assertThat(back.share(trial.plusSeconds(5))).isEqualTo(0.5);
        assertThat(back.share(trial.plusSeconds(11))).isEqualTo(1);
        assertThat(back.looked(trial.plusSeconds(11), false)).isEqualTo(CircuitState.SOUND);
        assertThat(back.succeeded(trial.plusSeconds(10))).isEqualTo(CircuitState.SOUND);
    }

    @Test
    void a_trial_that_begins_to_answer_lets_others_in_but_one_failure_more_opens_it_again() {
        Instant trial = NOW.plusSeconds(15);
        CircuitState begun = opened().entered(trial).began(trial, LIMITS);

        CircuitState brokenOff = begun.failed(Failure.of(4, "cut"), trial, LIMITS);

        assertThat(begun.admits(trial)).isTrue();
        assertThat(begun.entered(trial).admits(trial)).isTrue();
        assertThat(brokenOff.admits(trial)).isFalse();
        assertThat(brokenOff.why()).contains("cut");
    }

    @Test
    void a_trial_lets_nobody_else_in_until_it_has_ended() {
        Instant trial = NOW.plusSeconds(15);
        CircuitState onTrial = opened().entered(trial);

        assertThat(onTrial.admits(trial)).isFalse();
        assertThat(onTrial.unjudged(trial).admits(trial)).isTrue();
    }

    @Test
    void a_node_that_asks_to_be_left_alone_is_but_no_longer_than_allowed() {
        CircuitState asked = CircuitState.SOUND.failed(busyFor(20), NOW, LIMITS);
        CircuitState askedTooMuch = CircuitState.SOUND.failed(busyFor(3_600), NOW, LIMITS);

        assertThat(asked.admits(NOW.plusSeconds(19))).isFalse();
        assertThat(asked.admits(NOW.plusSeconds(20))).isTrue();
        assertThat(askedTooMuch.admits(NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void a_model_that_hangs_in_its_unloading_is_tried_again_as_soon_as_its_node_says_that_this_is_over() {
        CircuitState stuck = CircuitState.stuck(NOW, LIMITS);

        assertThat(stuck.looked(NOW.plusSeconds(2), true).admits(NOW.plusSeconds(200)))
                .isFalse();
        assertThat(stuck.looked(NOW.plusSeconds(2), false).admits(NOW.plusSeconds(2)))
                .isTrue();
        assertThat(stuck.admits(NOW.plusSeconds(300))).isTrue();
        assertThat(stuck.why()).isPresent();
    }

    @Test
    void an_answer_that_only_begins_forgives_nothing() {
        CircuitState circuit = CircuitState.SOUND
                .failed(Failure.of(1, "reset"), NOW, LIMITS)
                .failed(Failure.of(2, "reset"), NOW, LIMITS);

        circuit = circuit.began(NOW, LIMITS).failed(Failure.of(3, "reset"), NOW, LIMITS);

        assertThat(circuit.admits(NOW)).isFalse();
    }

    private static Failure busyFor(int seconds) {
        return Failure.of(1, "answered 503").resting(Optional.of(Duration.ofSeconds(seconds)));
    }

    private static CircuitState opened() {
        return CircuitState.SOUND
                .failed(Failure.of(1, "reset"), NOW, LIMITS)
                .failed(Failure.of(2, "reset"), NOW, LIMITS)
                .failed(Failure.of(3, "reset"), NOW, LIMITS);
    }
}
