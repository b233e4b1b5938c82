package dev.parley.orchestrator.refinement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {

    @ParameterizedTest
    @ValueSource(strings = {"OK", "ok.", " Ok!\n", "", "ОК", "Нет замечаний.", "No changes", "**OK**"})
    void a_review_that_finds_nothing_is_known_as_such(String notes) {
        assertThat(Notes.isNothing(notes)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK, but add figures", "1. Добавь примеры", "No: the second sentence is wrong", "ok 2"})
    void a_review_that_finds_something_is_not_taken_for_nothing(String notes) {
        assertThat(Notes.isNothing(notes)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "'8.5', 8.5", "'Score: 7/10', 7", "'7,5', 7.5", "10, 10", "'**9**', 9", "'I would say 6.', 6"})
    void a_rating_is_the_first_number_of_the_scale(String words, double rating) {
        assertThat(Notes.rating(words)).hasValue(rating);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "11", "100", "-3"})
    void words_without_such_a_number_are_no_rating(String words) {
        assertThat(Notes.rating(words)).isEmpty();
    }

    @Test
    void prompts_and_answers_are_only_ever_parts_of_messages() {
        assertThat(Notes.review("Find {faults}", "p {config:x}", "d {#include y}"))
                .extracting(message -> message.content())
                .containsExactly(
                        "Find {faults}\n\nIf there is nothing to improve, reply with exactly: OK",
                        "Request:\np {config:x}\n\nAnswer:\nd {#include y}");
    }
}
