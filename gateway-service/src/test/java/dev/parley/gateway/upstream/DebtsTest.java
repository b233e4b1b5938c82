package dev.parley.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebtsTest {

    private static final URI ONE = URI.create("http://10.0.0.1:8081");
    private static final URI TWO = URI.create("http://10.0.0.2:8081");
    private static final List<URI> BOTH = List.of(ONE, TWO);

    private final SettableClock clock = SettableClock.at("2026-02-01T10:00:00Z");
    private final Debts debts = new Debts(clock);

    @Test
    void who_answers_is_asked_again() {
        URI first = debts.next(BOTH);
        debts.answered(first);

        assertThat(first).isEqualTo(ONE);
        assertThat(debts.next(BOTH)).isEqualTo(ONE);
    }

    @Test
    void one_that_gave_no_answer_is_passed_over_for_a_while() {
        debts.next(BOTH);

        URI second = debts.next(BOTH);
        debts.answered(second);
        URI third = debts.next(BOTH);
        debts.answered(third);
        clock.advance(Duration.ofSeconds(5));

        assertThat(List.of(second, third)).containsExactly(TWO, TWO);
        assertThat(debts.next(BOTH)).isEqualTo(ONE);
    }

    @Test
    void where_none_answers_all_are_tried_in_turn() {
        assertThat(List.of(debts.next(BOTH), debts.next(BOTH), debts.next(BOTH), debts.next(BOTH)))
                .containsExactly(ONE, TWO, ONE, TWO);
    }
}
