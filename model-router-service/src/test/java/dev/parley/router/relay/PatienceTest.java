package dev.parley.router.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {

    private final Patience patience = new Patience(
            Duration.ofSeconds(30),
            Duration.ofSeconds(300),
            Duration.ofSeconds(200),
            Duration.ofSeconds(20),
            Duration.ofSeconds(120),
            Duration.ofHours(1));

    @Test
    void a_cold_model_is_waited_for_longer_than_a_warm_one() {
        assertThat(patience.with(true, true, Optional.empty()).firstByte()).hasSeconds(30);
        assertThat(patience.with(true, false, Optional.empty()).firstByte()).hasSeconds(300);
    }

    @Test
    void an_answer_that_is_not_streamed_says_nothing_until_it_is_complete() {
        assertThat(patience.with(false, true, Optional.empty()).firstByte()).hasSeconds(200);
        assertThat(patience.with(false, false, Optional.empty()).firstByte()).hasSeconds(300);
    }

    @Test
    void the_callers_own_silence_counts_before_and_within_the_answer() {
        var silences = patience.with(true, false, Optional.of(Duration.ofSeconds(7)));

        assertThat(silences.firstByte()).hasSeconds(7);
        assertThat(silences.stall()).hasSeconds(7);
        assertThat(silences.client()).hasSeconds(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3601", "1.5", "soon", "", "99999999999999999999"})
    void what_is_no_silence_is_refused(String seconds) {
        assertThat(patience.parse(seconds)).isEmpty();
    }
}
