package dev.parley.router.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitStateTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final CircuitState.Limits LIMITS =
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofSeconds(40));

    @Test
    void failures_of_one_request_count_once() {
        CircuitState circuit = CircuitState.SOUND;

        for (int tries = 0; tries < 5; tries++) {
            circuit = circuit.failed(7, NOW, LIMITS);
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
        CircuitState circuit = CircuitState.SOUND.failed(1, NOW, LIMITS).failed(2, NOW, LIMITS);

        circuit = circuit.succeeded().failed(3, NOW, LIMITS);

        assertThat(circuit.admits(NOW)).isTrue();
    }

    @Test
    void a_failed_trial_doubles_the_pause_up_to_the_longest() {
        Instant trial = NOW.plusSeconds(15);
        CircuitState once = opened().entered(trial).failed(4, trial, LIMITS);
        CircuitState twice = once.entered(trial.plusSeconds(30)).failed(5, trial.plusSeconds(30), LIMITS);

        assertThat(once).isEqualTo(new CircuitState.Open(trial.plusSeconds(30), 1));
        assertThat(twice).isEqualTo(new CircuitState.Open(trial.plusSeconds(30 + 40), 2));
    }

    @Test
    void a_good_trial_closes_it() {
        CircuitState circuit = opened().entered(NOW.plusSeconds(15)).succeeded();

        assertThat(circuit).isEqualTo(CircuitState.SOUND);
    }

    @Test
    void a_trial_that_begins_to_answer_lets_others_in_but_one_failure_more_opens_it_again() {
        Instant trial = NOW.plusSeconds(15);
        CircuitState begun = opened().entered(trial).began(LIMITS);

        CircuitState brokenOff = begun.failed(4, trial, LIMITS);

        assertThat(begun.admits(trial)).isTrue();
        assertThat(begun.entered(trial).admits(trial)).isTrue();
        assertThat(brokenOff.admits(trial)).isFalse();
        assertThat(begun.succeeded()).isEqualTo(CircuitState.SOUND);
    }

    @Test
    void an_answer_that_only_begins_forgives_nothing() {
        CircuitState circuit = CircuitState.SOUND.failed(1, NOW, LIMITS).failed(2, NOW, LIMITS);

        circuit = circuit.began(LIMITS).failed(3, NOW, LIMITS);

        assertThat(circuit.admits(NOW)).isFalse();
    }

    private static CircuitState opened() {
        return CircuitState.SOUND.failed(1, NOW, LIMITS).failed(2, NOW, LIMITS).failed(3, NOW, LIMITS);
    }
}
