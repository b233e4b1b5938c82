package dev.parley.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    private static final long START = 1_795_000_000_000L;

    private final Window window = new Window();

    @Test
    void what_was_used_is_free_again_after_a_minute_and_not_before() {
        window.add(3, window.at(START));

        window.at(START + 59_999);
        long usedBefore = window.used();
        window.at(START + 60_000);

        assertThat(usedBefore).isEqualTo(3);
        assertThat(window.used()).isZero();
    }

    @Test
    void what_was_used_in_the_same_second_is_free_together() {
        window.add(1, window.at(START));
        window.add(1, window.at(START + 900));

        window.at(START + 60_500);

        assertThat(window.used()).isEqualTo(2);
    }

    @Test
    void it_is_told_how_long_to_wait_for_so_much() {
        window.add(4, window.at(START));
        window.add(4, window.at(START + 10_000));
        long now = window.at(START + 20_000);

        assertThat(window.waitFor(2, 10, now)).isZero();
        assertThat(window.waitFor(3, 10, now)).isEqualTo(40_000);
        assertThat(window.waitFor(6, 10, now)).isEqualTo(40_000);
        assertThat(window.waitFor(7, 10, now)).isEqualTo(50_000);
        assertThat(window.reset(now)).isEqualTo(50_000);
    }

    @Test
    void what_was_noted_too_much_is_given_back() {
        long second = window.add(100, window.at(START));

        window.correct(second, 100, 30, window.at(START + 5_000));

        assertThat(window.used()).isEqualTo(30);
    }

    @Test
    void what_was_noted_too_little_is_used_when_it_is_known() {
        long second = window.add(100, window.at(START));
        window.correct(second, 100, 130, window.at(START + 30_000));

        window.at(START + 60_000);

        assertThat(window.used()).isEqualTo(30);
    }

    @Test
    void what_no_longer_counts_is_not_given_back_from_what_does() {
        long second = window.add(100, window.at(START));
        window.add(7, window.at(START + 40_000));

        window.correct(second, 100, 0, window.at(START + 70_000));

        assertThat(window.used()).isEqualTo(7);
    }

    @Test
    void a_clock_that_is_set_back_a_little_frees_nothing_early() {
        window.add(5, window.at(START));

        long now = window.at(START - 30_000);

        assertThat(now).isEqualTo(START);
        assertThat(window.used()).isEqualTo(5);
    }

    @Test
    void a_clock_that_was_far_ahead_blocks_nobody() {
        window.add(5, window.at(START + 3_600_000));

        window.at(START);

        assertThat(window.used()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_minute_ever_holds_more_than_was_allowed(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int limit = random.nextInt(1, 40);
        List<Long> admitted = new ArrayList<>();
        long clock = START;

        for (int i = 0; i < 3_000; i++) {
            clock += random.nextInt(10) == 0 ? random.nextLong(30_000) : random.nextLong(400);
            long now = window.at(clock);
            if (window.waitFor(1, limit, now) == 0) {
                window.add(1, now);
                admitted.add(now);
            }
        }

        assertThat(mostInAnyMinute(admitted)).isLessThanOrEqualTo(limit);
        assertThat(admitted).hasSizeGreaterThan(limit);
    }

    private static int mostInAnyMinute(List<Long> times) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(first) + Window.MINUTE <= times.get(last)) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
