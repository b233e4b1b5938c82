package dev.parley.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private final SettableClock clock = SettableClock.at("2026-01-31T08:00:00Z");
    private final Guesses guesses = new Guesses(new Guesses.Bounds(6, 3), clock);

    private void use(String address, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(guesses.take(address)).isZero();
        }
    }

    @Test
    void whoever_has_used_up_its_guesses_waits_for_the_next() {
        use("a", 6);

        assertThat(guesses.take("a")).isBetween(Duration.ofMillis(9_999), Duration.ofMillis(10_001));
        assertThat(guesses.take("b")).isZero();
        clock.advance(Duration.ofSeconds(11));
        assertThat(guesses.take("a")).isZero();
        assertThat(guesses.take("a")).isPositive();
    }

    @Test
    void what_was_no_guess_costs_nothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(guesses.take("a")).isZero();
            guesses.giveBack("a");
        }

        assertThat(guesses.size()).isZero();
    }

    @Test
    void no_more_come_back_than_there_were() {
        use("a", 2);
        clock.advance(Duration.ofHours(1));

        use("a", 6);

        assertThat(guesses.take("a")).isPositive();
    }

    @Test
    void a_clock_that_is_set_back_gives_nothing_away() {
        use("a", 6);
        clock.advance(Duration.ofMinutes(-5));

        assertThat(guesses.take("a")).isPositive();
    }

    @Test
    void no_more_addresses_are_remembered_than_may_be() {
        for (int i = 0; i < 100; i++) {
            guesses.take("address " + i);
        }

        assertThat(guesses.size()).isEqualTo(3);
    }
}
