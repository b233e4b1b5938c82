package dev.parley.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.quota.Account;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageWriterTest {

    private static final Account ACCOUNT = new Account("local", "k");
    private static final Use ONE = new Use(1, 10, 1);

    private final SlowStore store = new SlowStore();
    private final UsageBook book = new UsageBook(Clock.systemUTC(), 10);
    private final UsageWriter writer = new UsageWriter(book, store);

    @Test
    void one_writing_is_under_way_at_a_time() {
        book.note(ACCOUNT, "m", ONE);
        Future<Void> first = writer.write();
        book.note(ACCOUNT, "m", ONE);

        Future<Void> second = writer.write();
        store.end(true);

        assertThat(second).isSameAs(first);
        assertThat(store.written).hasSize(1);
        assertThat(book.size()).isEqualTo(1);
    }

    @Test
    void before_the_end_also_that_is_written_which_came_during_a_writing() {
        book.note(ACCOUNT, "m", ONE);
        writer.write();
        book.note(ACCOUNT, "m", ONE);

        Future<Void> all = writer.writeAll();
        store.end(true);
        store.end(true);

        assertThat(all.succeeded()).isTrue();
        assertThat(store.tokens()).isEqualTo(22);
        assertThat(book.size()).isZero();
    }

    @Test
    void what_could_not_be_written_is_written_later_and_once() {
        book.note(ACCOUNT, "m", ONE);
        writer.write();
        store.end(false);
        book.note(ACCOUNT, "m", ONE);
        int kept = book.size();

        writer.write();
        store.end(true);

        assertThat(kept).isEqualTo(1);
        assertThat(store.tokens()).isEqualTo(22);
    }

    @Test
    void an_empty_book_costs_the_store_nothing() {
        writer.write();

        assertThat(store.asked).isEmpty();
    }

    /** Ends writings when a test says so. */
    private static final class SlowStore implements UsageStore {

        private record Asked(Map<UsageLine, Use> lines, Promise<Void> answer) {}

        private final Deque<Asked> asked = new ArrayDeque<>();
        private final List<Map<UsageLine, Use>> written = new ArrayList<>();

        @Override
        public Future<Void> add(Map<UsageLine, Use> lines) {
            Promise<Void> answer = Promise.promise();
            asked.add(new Asked(Map.copyOf(lines), answer));
            return answer.future();
        }

        void end(boolean well) {
            Asked oldest = asked.remove();
            if (well) {
                written.add(oldest.lines());
                oldest.answer().complete();
            } else {
                oldest.answer().fail("away");
            }
        }

        long tokens() {
            return written.stream()
                    .flatMap(lines -> lines.values().stream())
                    .mapToLong(Use::allTokens)
                    .sum();
        }

        @Override
        public Future<Long> tokens(Account account, YearMonth month) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Map<String, Use>> byModel(Optional<String> tenant, String key, Instant from, Instant to) {
            throw new UnsupportedOperationException();
        }
    }
}
