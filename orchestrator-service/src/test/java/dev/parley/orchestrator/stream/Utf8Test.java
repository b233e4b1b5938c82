package dev.parley.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    private static final String MIXED = "aăș→שלום😀é🇷🇴 z";

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", MIXED, "\uD83D", "\uDE00x", "a\uD83Db"})
    void length_is_that_of_the_encoded_text(String text) {
        assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void every_boundary_cuts_the_text_so_that_nothing_is_lost_or_repeated() {
        byte[] all = MIXED.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset <= all.length; offset++) {
            if (Utf8.isBoundary(MIXED, offset)) {
                String before = new String(all, 0, offset, StandardCharsets.UTF_8);
                assertThat(before + Utf8.from(MIXED, offset)).isEqualTo(MIXED);
            }
        }
    }

    @Test
    void a_boundary_is_where_a_character_begins_or_the_text_ends() {
        assertThat(Utf8.isBoundary("ă😀", 0)).isTrue();
        assertThat(Utf8.isBoundary("ă😀", 1)).isFalse();
        assertThat(Utf8.isBoundary("ă😀", 2)).isTrue();
        assertThat(Utf8.isBoundary("ă😀", 4)).isFalse();
        assertThat(Utf8.isBoundary("ă😀", 6)).isTrue();
        assertThat(Utf8.isBoundary("ă😀", 7)).isFalse();
    }

    @Test
    void beyond_the_end_there_is_nothing() {
        assertThat(Utf8.from("abc", 99)).isEmpty();
    }
}
