package dev.parley.orchestrator.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hebrew letters are written in the source as they are thought: first letter first. */
class VisualOrderTest {

    @Test
    void a_line_from_left_to_right_stays_as_it_is() {
        assertThat(visual("Țărănie (și încă) ceva")).isEqualTo("Țărănie (și încă) ceva");
    }

    @Test
    void hebrew_is_drawn_backwards_with_its_brackets_turned() {
        assertThat(visual("\u05D0\u05D1 (\u05D2\u05D3)")).isEqualTo("(\u05D3\u05D2) \u05D1\u05D0");
    }

    @Test
    void numbers_and_latin_words_in_hebrew_keep_their_own_direction() {
        assertThat(visual("\u05D0\u05D1 120 llama3 \u05D2\u05D3")).isEqualTo("\u05D3\u05D2 llama3 120 \u05D1\u05D0");
    }

    @Test
    void vowel_points_stay_behind_their_letter() {
        assertThat(visual("\u05E9\u05B8\u05C1\u05DC")).isEqualTo("\u05DC\u05E9\u05B8\u05C1");
    }

    @Test
    void hebrew_inside_latin_is_turned_alone() {
        assertThat(visual("the word \u05D0\u05D1 here")).isEqualTo("the word \u05D1\u05D0 here");
    }

    @Test
    void a_broken_line_is_ordered_by_itself() {
        String paragraph = "\u05D0\u05D1 \u05D2\u05D3 \u05D4\u05D5";

        assertThat(VisualOrder.of(paragraph, VisualOrder.directions(paragraph), 0, 5))
                .isEqualTo("\u05D3\u05D2 \u05D1\u05D0");
        assertThat(VisualOrder.of(paragraph, VisualOrder.directions(paragraph), 6, 8))
                .isEqualTo("\u05D5\u05D4");
    }

    private static String visual(String paragraph) {
        return VisualOrder.of(paragraph, VisualOrder.directions(paragraph), 0, paragraph.length());
    }
}
