package dev.parley.agent.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalScreenTest {

    private final Emulator terminal = new Emulator();
    private final TerminalScreen screen = new TerminalScreen(terminal.writer(), () -> 20, new Paint(true));

    @Test
    void the_progress_line_stays_below_the_text() {
        screen.progress("round 1");
        screen.flow("Hello ");
        screen.flow("world");
        screen.progress("round 2");

        assertThat(terminal.lines()).containsExactly("Hello world", "round 2");
    }

    @Test
    void lines_push_the_progress_line_down() {
        screen.progress("round 1");
        screen.line("first");
        screen.flow("half a ");
        screen.line("second");

        assertThat(terminal.lines()).containsExactly("first", "half a ", "second", "", "round 1");
    }

    @Test
    void long_text_is_broken_at_spaces() {
        screen.progress("p");
        screen.flow("one two three four ");
        screen.flow("five six seven");

        assertThat(terminal.lines()).containsExactly("one two three four", "five six seven", "p");
    }

    @Test
    void a_word_longer_than_the_line_is_broken_anywhere() {
        screen.flow("0123456789012345678901234");

        assertThat(terminal.lines()).containsExactly("0123456789012345678", "901234");
    }

    @Test
    void wide_characters_count_twice() {
        screen.flow("漢字漢字漢字漢字漢字漢字");

        assertThat(terminal.lines()).containsExactly("漢字漢字漢字漢字漢", "字漢字");
    }

    @Test
    void the_progress_line_never_reaches_the_edge() {
        screen.progress("0123456789012345678901234");

        assertThat(terminal.lines()).containsExactly("", "0123456789012345678");
    }

    @Test
    void nothing_is_left_below_when_all_is_over() {
        screen.progress("round 1");
        screen.flow("the end");
        screen.endFlow();
        screen.progress("");

        assertThat(terminal.lines()).containsExactly("the end", "");
    }
}
