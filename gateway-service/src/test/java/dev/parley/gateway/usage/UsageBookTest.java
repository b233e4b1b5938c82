package dev.parley.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.quota.Account;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageBookTest {

    private static final Account ACCOUNT = new Account("local", "k");
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    private final SettableClock clock = SettableClock.at("2026-01-31T22:59:59Z");
    private final UsageBook book = new UsageBook(clock, 2);

    @Test
    void use_of_the_same_hour_is_one_line() {
        book.note(ACCOUNT, "m", new Use(1, 10, 1));
        book.note(ACCOUNT, "m", new Use(1, 20, 2));
        clock.advance(Duration.ofSeconds(1));
        book.note(ACCOUNT, "m", new Use(1, 1, 1));

        Map<UsageLine, Use> taken = book.take();

        assertThat(taken)
                .containsOnly(
                        Map.entry(line("m", "2026-01-31T22:00:00Z"), new Use(2, 30, 3)),
                        Map.entry(line("m", "2026-01-31T23:00:00Z"), new Use(1, 1, 1)));
    }

    @Test
    void what_is_being_written_counts_until_it_is_written() {
        book.note(ACCOUNT, "m", new Use(1, 10, 1));
        book.take();
        book.note(ACCOUNT, "m", new Use(1, 5, 0));

        long during = book.tokens(ACCOUNT, JANUARY);
        book.written();

        assertThat(during).isEqualTo(16);
        assertThat(book.tokens(ACCOUNT, JANUARY)).isEqualTo(5);
        assertThat(book.tokens(ACCOUNT, JANUARY.plusMonths(1))).isZero();
    }

    @Test
    void what_could_not_be_written_is_written_with_the_next() {
        book.note(ACCOUNT, "m", new Use(1, 10, 1));
        book.take();
        book.note(ACCOUNT, "m", new Use(1, 5, 0));

        book.notWritten();

        assertThat(book.take()).containsOnly(Map.entry(line("m", "2026-01-31T22:00:00Z"), new Use(2, 15, 1)));
    }

    @Test
    void a_full_book_forgets_models_before_it_forgets_use() {
        book.note(ACCOUNT, "a", new Use(1, 1, 0));
        book.note(ACCOUNT, "b", new Use(1, 1, 0));
        book.note(ACCOUNT, "c", new Use(1, 1, 0));
        book.note(ACCOUNT, "d", new Use(1, 1, 0));
        book.note(ACCOUNT, "a", new Use(1, 1, 0));

        Map<UsageLine, Use> taken = book.take();

        assertThat(taken)
                .hasSize(3)
                .containsEntry(line(UsageBook.OTHER_MODELS, "2026-01-31T22:00:00Z"), new Use(2, 2, 0))
                .containsEntry(line("a", "2026-01-31T22:00:00Z"), new Use(2, 2, 0));
    }

    @Test
    void what_finds_no_room_at_all_is_counted() {
        for (int i = 0; i < 6; i++) {
            book.note(new Account("local", "k" + i), "m", new Use(1, 1, 0));
        }

        assertThat(book.size()).isEqualTo(4);
        assertThat(book.lost()).isEqualTo(2);
    }

    private static UsageLine line(String model, String hour) {
        return new UsageLine(ACCOUNT, model, Instant.parse(hour));
    }
}
