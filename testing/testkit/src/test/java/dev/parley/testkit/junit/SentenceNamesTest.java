package dev.parley.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SentenceNamesTest {

    @Test
    void a_name_in_snake_case_is_shown_as_a_sentence(TestInfo info) {

        String shown = info.getDisplayName();

        assertThat(shown).startsWith("a name in snake case is shown as a sentence");
    }
}
