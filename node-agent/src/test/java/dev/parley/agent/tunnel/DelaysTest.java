package dev.parley.agent.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DelaysTest {

    private final Delays delays = new Delays(new Random(3));

    @Test
    void they_grow_by_five_seconds_to_a_minute_and_begin_anew() {
        long[] steps = Stream.generate(delays::next)
                .limit(14)
                .mapToLong(delay -> Math.round(delay.toMillis() / 5000.0))
                .toArray();

        delays.reset();

        assertThat(steps[0]).isEqualTo(1);
        assertThat(steps[1]).isEqualTo(2);
        assertThat(steps[2]).isEqualTo(3);
        assertThat(steps[13]).isBetween(11L, 13L);
        assertThat(delays.next()).isBetween(java.time.Duration.ofMillis(4500), java.time.Duration.ofMillis(5500));
    }
}
