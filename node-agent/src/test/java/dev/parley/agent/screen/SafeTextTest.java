package dev.parley.agent.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001B[31mb", // colour
                "a\u001B[2Jb", // clear the screen
                "a\u001B[1;1Hb", // move the cursor
                "a\u001B]0;title\u0007b", // set the title
                "a\u001B]52;c;ZXZpbA==\u001B\\b", // fill the clipboard
                "a\u001BPq...\u001B\\b", // device control
                "a\u009B31mb", // the same in one character
                "a\u009Dtitle\u009Cb",
                "a\u001Bcb", // reset
                "a\rb", // write over the line
                "a\bb",
                "a\u0000b",
                "a\u007Fb",
                "a\u202Eb", // turn the direction
                "a\u2066b"
            })
    void nothing_a_terminal_would_obey_gets_through(String text) {
        assertThat(SafeText.of(text)).isEqualTo("ab");
    }

    @Test
    void a_sequence_cut_in_two_is_harmless_in_both_halves() {
        String first = SafeText.of("before \u001B");
        String second = SafeText.of("[31mafter");

        assertThat(first).isEqualTo("before ");
        assertThat(second).isEqualTo("[31mafter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"două\nrânduri", "tab\there", "עברית", "漢字", "👩‍🔧 emoji", "[not] a {sequence}"})
    void text_stays_as_it_is(String text) {
        assertThat(SafeText.of(text)).isEqualTo(text);
    }

    @Test
    void json_keeps_its_meaning_and_loses_its_control_characters() {
        String json = SafeText.json("{\"content\":\"a\u009B31mb\"}");

        assertThat(json).isEqualTo("{\"content\":\"a\\u009b31mb\"}");
    }
}
