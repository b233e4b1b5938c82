package dev.parley.protocol.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    @Test
    void callers_with_the_same_models_in_another_order_are_one() {
        Caller one = new Caller("local", "k", Set.of(Scope.INFERENCE), List.of("b", "a", "b"));
        Caller other = new Caller("local", "k", Set.of(Scope.INFERENCE), List.of("a", "b"));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void a_caller_with_no_model_is_not_one_with_every_model() {
        assertThat(new Caller("local", "k", Set.of(), List.of())).isNotEqualTo(Caller.of("local", "k", Set.of()));
    }

    @Test
    void a_list_that_no_header_takes_is_refused() {
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "m" + i).toList();
        List<String> longOnes =
                IntStream.range(0, 99).mapToObj(i -> "m".repeat(50) + i).toList();

        assertThatThrownBy(() -> new Caller("local", "k", Set.of(), many)).hasMessageContaining("models: 101 names");
        assertThatThrownBy(() -> new Caller("local", "k", Set.of(), longOnes))
                .hasMessageContaining("expected: <= 4096 in all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a{b}", "a b", "ключ"})
    void a_key_that_could_be_taken_for_something_else_in_a_store_is_refused(String key) {
        assertThatThrownBy(() -> Caller.of("local", key, Set.of())).hasMessageContaining("key: ");
    }
}
