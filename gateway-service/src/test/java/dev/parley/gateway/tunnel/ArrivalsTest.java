package dev.parley.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final SettableClock clock = SettableClock.at("2026-11-20T09:00:00Z");
    private final Arrivals arrivals = new Arrivals(10, 20, clock, new TunnelMeter(new SimpleMeterRegistry()));

    @Test
    void a_few_are_let_in_at_once() {
        int sentAway = 0;
        for (int i = 0; i < 20; i++) {
            sentAway += arrivals.ask() == 0 ? 0 : 1;
        }

        assertThat(sentAway).isZero();
        assertThat(arrivals.ask()).isPositive();
    }

    @Test
    void two_hundred_that_come_back_when_told_are_in_within_a_minute_and_never_together() {
        Queue<Instant> coming = new PriorityQueue<>();
        Instant start = clock.instant();
        for (int i = 0; i < 200; i++) {
            coming.add(start);
        }
        List<Instant> admitted = new ArrayList<>();

        while (!coming.isEmpty()) {
            Instant when = coming.remove();
            clock.advance(Duration.between(clock.instant(), when));
            int seconds = arrivals.ask();
            if (seconds == 0) {
                admitted.add(when);
            } else {
                coming.add(when.plusSeconds(seconds));
            }
        }

        assertThat(admitted.get(199)).isBefore(start.plusSeconds(60));
        for (int second = 0; second < 60; second++) {
            Instant from = start.plusSeconds(second);
            long within = admitted.stream()
                    .filter(when -> !when.isBefore(from) && when.isBefore(from.plusSeconds(1)))
                    .count();
            assertThat(within).isLessThanOrEqualTo(30);
        }
    }
}
