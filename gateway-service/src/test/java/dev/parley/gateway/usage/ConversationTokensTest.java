package dev.parley.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.quota.Account;
import dev.parley.testkit.time.SettableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationTokensTest {

    private static final Account ACCOUNT = new Account("local", "k");
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    private final SettableClock clock = SettableClock.at("2026-01-31T12:00:00Z");
    private final Deque<Promise<Map<String, Use>>> asked = new ArrayDeque<>();
    private final ConversationTokens tokens = new ConversationTokens(
            (caller, key, from, to) -> {
                Promise<Map<String, Use>> answer = Promise.promise();
                asked.add(answer);
                return answer.future();
            },
            clock,
            Duration.ofSeconds(5),
            2);

    @Test
    void who_asks_at_the_same_time_waits_for_one_answer() {
        Future<Long> one = tokens.of(ACCOUNT, JANUARY);
        Future<Long> two = tokens.of(ACCOUNT, JANUARY);

        answer(30);

        assertThat(one.result()).isEqualTo(30);
        assertThat(two.result()).isEqualTo(30);
        assertThat(asked).isEmpty();
    }

    @Test
    void it_is_asked_again_after_a_while() {
        tokens.of(ACCOUNT, JANUARY);
        answer(30);
        clock.advance(Duration.ofSeconds(6));

        Future<Long> later = tokens.of(ACCOUNT, JANUARY);
        answer(50);

        assertThat(later.result()).isEqualTo(50);
    }

    @Test
    void while_nobody_can_be_asked_the_latest_known_number_stands() {
        tokens.of(ACCOUNT, JANUARY);
        answer(30);
        clock.advance(Duration.ofSeconds(6));

        Future<Long> later = tokens.of(ACCOUNT, JANUARY);
        asked.remove().fail("away");

        assertThat(later.result()).isEqualTo(30);
    }

    @Test
    void a_new_month_begins_with_nothing() {
        tokens.of(ACCOUNT, JANUARY);
        answer(30);

        Future<Long> february = tokens.of(ACCOUNT, JANUARY.plusMonths(1));
        asked.remove().fail("away");

        assertThat(february.result()).isZero();
    }

    private void answer(long all) {
        asked.remove().complete(Map.of("m", new Use(1, all, 0)));
    }
}
