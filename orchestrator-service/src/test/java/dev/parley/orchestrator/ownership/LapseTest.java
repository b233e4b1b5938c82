package dev.parley.orchestrator.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.fake.Specs;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LapseTest {

    private static final Duration USUAL = Duration.ofSeconds(5);

    private final SettableClock clock = SettableClock.at(Specs.START);
    private final Lapse lapse = new Lapse(clock, USUAL);

    @Test
    void whoever_beats_in_time_judges_by_the_usual_lapse_from_the_first_beat_on() {
        Duration first = lapse.beaten();
        clock.advance(Duration.ofMillis(1_500));

        assertThat(first).isEqualTo(USUAL);
        assertThat(lapse.beaten()).isEqualTo(USUAL);
    }

    @Test
    void a_store_that_comes_back_takes_nothing_from_those_who_could_not_beat_either() {
        lapse.beaten();
        clock.advance(Duration.ofSeconds(20));
        lapse.missed();

        assertThat(lapse.beaten()).isEqualTo(Duration.ofSeconds(25));
        clock.advance(Duration.ofMillis(4_900));
        assertThat(lapse.beaten()).isEqualTo(Duration.ofSeconds(25));
        clock.advance(Duration.ofMillis(100));
        assertThat(lapse.beaten()).as("who has not beaten by now is dead").isEqualTo(USUAL);
    }

    @Test
    void whoever_was_slow_itself_judges_the_others_as_usual() {
        lapse.beaten();
        clock.advance(Duration.ofSeconds(9));

        assertThat(lapse.beaten()).isEqualTo(USUAL);
    }
}
