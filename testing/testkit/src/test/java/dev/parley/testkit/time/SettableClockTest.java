package dev.parley.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private final SettableClock clock = SettableClock.at("2026-01-31T08:00:00Z");

    @Test
    void time_stands_still_until_it_is_moved() {
        Instant first = clock.instant();

        Instant second = clock.instant();

        assertThat(second).isEqualTo(first).isEqualTo("2026-01-31T08:00:00Z");
        assertThat(clock.millis()).isEqualTo(first.toEpochMilli());
    }

    @Test
    void a_step_moves_it_and_says_where_to() {
        Instant answered = clock.advance(Duration.ofSeconds(90));

        assertThat(answered).isEqualTo("2026-01-31T08:01:30Z").isEqualTo(clock.instant());
    }

    @Test
    void it_can_be_set_back() {
        clock.set(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_view_in_another_zone_follows() {
        Clock bucharest = clock.withZone(ZoneId.of("Europe/Bucharest"));

        clock.advance(Duration.ofHours(1));

        assertThat(ZonedDateTime.now(bucharest)).isEqualTo("2026-01-31T11:00:00+02:00[Europe/Bucharest]");
    }
}
