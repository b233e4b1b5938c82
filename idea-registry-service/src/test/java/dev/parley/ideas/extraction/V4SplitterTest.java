package dev.parley.ideas.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Compared with what the first system's program answers to the same texts. */
class V4SplitterTest {

    private static final AnswerSplitter SPLITTER = AnswerSplitter.v4(new ExtractionBounds(200, 2000));

    @Test
    void an_answer_is_cut_at_full_stops_hyphens_bullets_semicolons_and_line_ends() {
        List<String> ideas = SPLITTER.split("• Schimbăm BECURILE. Ia-le pe cele LED; apoi\n- Montăm panouri\r\n");

        assertThat(ideas).containsExactly("schimbăm becurile", "le pe cele led", "montăm panouri");
    }

    @Test
    void its_oddities_are_kept() {
        List<String> ideas =
                SPLITTER.split("Costă 2.500 lei (vezi www.primarie.ro)! NEXT: Ce idei concrete, ne-repetate?");

        assertThat(ideas)
                .containsExactly(
                        "costă 2", "500 lei (vezi www", "primarie", "ro)! next: ce idei concrete, ne", "repetate?");
    }

    @Test
    void five_characters_are_an_idea_and_four_are_none() {
        assertThat(SPLITTER.split("\u00a0abcd \n abcde\u00a0\n\ud83d\udca1\ud83d\udca1abc\n   \n"))
                .containsExactly("abcde", "\ud83d\udca1\ud83d\udca1abc");
    }

    @Test
    void repetitions_stay() {
        assertThat(SPLITTER.split("Plant trees. plant TREES.")).containsExactly("plant trees", "plant trees");
    }
}
