package dev.parley.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinedReadsTest {

    private final JoinedReads<String, String> reads = new JoinedReads<>();
    private final Queue<UniEmitter<? super String>> store = new ArrayDeque<>();
    private int begun;

    @Test
    void whoever_comes_while_a_read_is_under_way_shares_the_next_and_is_given_nothing_older() {
        UniAssertSubscriber<String> first = ask("log");
        List<UniAssertSubscriber<String>> later =
                IntStream.range(0, 100).mapToObj(number -> ask("log")).toList();

        answer("before");
        answer("after");

        first.assertItem("before");
        assertThat(later).allSatisfy(asker -> asker.assertItem("after"));
        assertThat(begun).isEqualTo(2);
    }

    @Test
    void a_read_that_fails_is_read_again_for_those_who_came_later() {
        UniAssertSubscriber<String> first = ask("log");
        UniAssertSubscriber<String> later = ask("log");

        store.remove().fail(new IllegalStateException("away"));
        answer("back");

        first.assertFailedWith(IllegalStateException.class, "away");
        later.assertItem("back");
    }

    @Test
    void others_are_not_waited_for_and_what_has_ended_is_read_anew() {
        UniAssertSubscriber<String> one = ask("log of one");
        UniAssertSubscriber<String> other = ask("log of another");
        answer("one");
        answer("other");

        UniAssertSubscriber<String> again = ask("log of one");
        answer("one again");

        one.assertItem("one");
        other.assertItem("other");
        again.assertItem("one again");
        assertThat(begun).isEqualTo(3);
    }

    @Test
    void whoever_has_left_keeps_nobody_from_an_answer() {
        UniAssertSubscriber<String> first = ask("log");
        ask("log").cancel();
        UniAssertSubscriber<String> last = ask("log");
        first.cancel();

        answer("before");
        answer("after");

        last.assertItem("after");
    }

    @Test
    void an_asker_that_asks_again_when_it_is_told_is_told_of_a_later_read() {
        Deque<String> told = new ArrayDeque<>();
        reads.of("log", this::read)
                .invoke(told::add)
                .chain(() -> reads.of("log", this::read))
                .subscribe()
                .with(told::add);

        answer("one");
        answer("two");

        assertThat(told).containsExactly("one", "two");
    }

    private UniAssertSubscriber<String> ask(String key) {
        return reads.of(key, this::read).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<String> read() {
        return Uni.createFrom().emitter(emitter -> {
            begun++;
            store.add(emitter);
        });
    }

    private void answer(String text) {
        store.remove().complete(text);
    }
}
