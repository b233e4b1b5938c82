package dev.parley.router.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    @Test
    void seconds_are_taken_as_they_are() {
        assertThat(RetryAfter.of(headers("12"))).contains(Duration.ofSeconds(12));
    }

    @Test
    void a_moment_is_measured_from_the_answers_own_date() {
        MultiMap headers = headers("Fri, 20 Nov 2026 08:00:30 GMT").add("Date", "Fri, 20 Nov 2026 08:00:00 GMT");

        assertThat(RetryAfter.of(headers)).contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-3", "", "Fri, 20 Nov 2026 08:00:30 GMT", "99999999999999999999"})
    void what_is_not_understood_asks_for_nothing(String text) {
        assertThat(RetryAfter.of(headers(text))).isEmpty();
    }

    private static MultiMap headers(String retryAfter) {
        return MultiMap.caseInsensitiveMultiMap().add("Retry-After", retryAfter);
    }
}
