package dev.parley.router.alias;

import static dev.parley.router.alias.AliasesInMemory.alias;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.router.selection.Affinity;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DrawTest {

    private static final int CONVERSATIONS = 10_000;

    /** Four times the standard deviation of the widest share, so that no good hash fails. */
    private static final Offset<Double> CLOSE = within(0.02);

    private static final List<Long> KEYS = IntStream.range(0, CONVERSATIONS)
            .mapToObj(i -> Affinity.ofConversation("acme", "conversation-" + i).value())
            .toList();

    @Test
    void conversations_are_shared_out_by_weight() {
        Alias alias = alias("fast", "a=70", "b=25", "c=5");

        Map<String, Double> shares = shares(alias);

        assertThat(shares.get("a")).isCloseTo(0.70, CLOSE);
        assertThat(shares.get("b")).isCloseTo(0.25, CLOSE);
        assertThat(shares.get("c")).isCloseTo(0.05, CLOSE);
    }

    @Test
    void weights_are_parts_of_a_whole_whatever_it_is() {
        assertThat(first(alias("fast", "a=1", "b=3"))).isEqualTo(first(alias("fast", "a=250", "b=750")));
    }

    @Test
    void a_conversation_gets_the_same_wherever_and_whenever_it_is_asked() {
        Alias here = alias("fast", "a=50", "b=50");
        Alias there = alias("Fast:latest", "b=50", "a=50");

        assertThat(first(there)).isEqualTo(first(here));
    }

    @Test
    void a_heavier_variant_takes_its_share_from_all_others_and_moves_nothing_else() {
        Map<Long, String> before = first(alias("fast", "a=40", "b=40", "c=20"));
        Map<Long, String> after = first(alias("fast", "a=40", "b=40", "c=120"));

        List<Long> moved = KEYS.stream()
                .filter(key -> !before.get(key).equals(after.get(key)))
                .toList();

        assertThat(moved).allSatisfy(key -> assertThat(after.get(key)).isEqualTo("c"));
        assertThat((double) moved.size() / CONVERSATIONS).isCloseTo(0.60 - 0.20, CLOSE);
        assertThat(moved.stream().filter(key -> before.get(key).equals("a")).count())
                .isCloseTo(moved.size() / 2L, within(CONVERSATIONS / 50L));
    }

    @Test
    void a_variant_that_goes_gives_its_conversations_to_the_others_and_moves_nothing_else() {
        Map<Long, String> before = first(alias("fast", "a=60", "b=30", "c=10"));
        Map<Long, String> after = first(alias("fast", "a=60", "c=10"));

        assertThat(KEYS)
                .filteredOn(key -> !before.get(key).equals("b"))
                .allSatisfy(key -> assertThat(after.get(key)).isEqualTo(before.get(key)));
    }

    @Test
    void who_is_passed_over_is_replaced_by_weight() {
        Alias alias = alias("fast", "a=50", "b=40", "c=10");

        Map<String, Long> seconds = KEYS.stream()
                .map(key -> Draw.order(alias, key))
                .filter(order -> order.get(0).written().equals("a"))
                .collect(Collectors.groupingBy(order -> order.get(1).written(), Collectors.counting()));

        assertThat((double) seconds.get("b") / (seconds.get("b") + seconds.get("c")))
                .isCloseTo(0.8, CLOSE);
    }

    @Test
    void tenants_and_aliases_draw_apart_from_each_other() {
        Map<Long, String> one = first(alias("one", "a=50", "b=50"));
        Map<Long, String> other = first(alias("other", "a=50", "b=50"));

        long same =
                KEYS.stream().filter(key -> one.get(key).equals(other.get(key))).count();

        assertThat((double) same / CONVERSATIONS).isCloseTo(0.5, CLOSE);
        assertThat(Affinity.ofConversation("acme", "c")).isNotEqualTo(Affinity.ofConversation("globex", "c"));
    }

    private static Map<String, Double> shares(Alias alias) {
        return first(alias).values().stream()
                .collect(Collectors.groupingBy(
                        Function.identity(),
                        Collectors.collectingAndThen(Collectors.counting(), count -> (double) count / CONVERSATIONS)));
    }

    private static Map<Long, String> first(Alias alias) {
        return KEYS.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        key -> Draw.order(alias, key).get(0).written()));
    }
}
