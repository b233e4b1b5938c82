package dev.parley.ideas.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void a_text_is_cut_where_sentences_end() {
        assertThat(Sentences.of("One thing. «Другое дело!» Третье… \"Why not?\" (Yes.) 5 more. END"))
                .containsExactly("One thing.", "«Другое дело!»", "Третье…", "\"Why not?\"", "(Yes.)", "5 more.", "END");
    }

    @Test
    void initials_and_small_letters_do_not_begin_a_sentence() {
        assertThat(Sentences.of("Ask J. K. Smith, e.g. on Mon. or later. Then go."))
                .containsExactly("Ask J. K. Smith, e.g. on Mon. or later.", "Then go.");
    }
}
