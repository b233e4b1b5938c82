package dev.parley.orchestrator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.fake.Specs;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkdownExportTest {

    private final MarkdownExport writer = new MarkdownExport(Labels.of(Language.EN));

    @Test
    void each_turn_stands_under_its_round_with_its_ideas() {
        String first = writer.page(history(
                List.of(answer(1, 1, "- wind\n- rain"), question(1, 1)),
                List.of(idea(1, "wind", Verdict.NEW, null), idea(1, "rain", Verdict.REPEATED, "showers"))));
        String second = writer.page(history(List.of(answer(1, 2, "none"), answer(2, 3, "later")), List.of()));

        assertThat(first).isEqualTo("""

                        ## Round 1

                        ### Turn 1 · critic · `m` @ `attic` · 7 tokens

                        > - wind
                        > - rain

                        - **new** wind
                        - **repeated** rain – repeats: showers

                        > *more?*
                        """);
        assertThat(second).doesNotContain("Round 1").contains("### Turn 2", "## Round 2", "### Turn 3");
    }

    @Test
    void headings_of_an_answer_stay_inside_it() {
        String page = writer.page(history(List.of(answer(1, 1, "# Mine\n\n## Round 9\ntext")), List.of()));

        assertThat(page.lines().filter(line -> line.startsWith("#"))).hasSize(2);
        assertThat(page).contains("> # Mine\n>\n> ## Round 9\n> text\n");
    }

    @Test
    void a_subject_of_several_lines_is_one_heading() {
        Conversation conversation = conversation();

        String head = writer.head(conversation);

        assertThat(head.lines().findFirst()).hasValue("# " + conversation.subject());
        assertThat(head).contains("- critic: `");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_has_every_word(Language language) {
        for (Verdict verdict : Verdict.values()) {
            String page = new MarkdownExport(Labels.of(language))
                    .page(history(List.of(answer(1, 1, "x")), List.of(idea(1, "x", verdict, "y"))));
            assertThat(page).contains("x");
        }
        assertThat(new MarkdownExport(Labels.of(language)).head(conversation())).contains("critic");
    }

    private static Conversation conversation() {
        return Specs.state(Specs.spec(5, Specs.speaker(Role.CRITIC, null))).view();
    }

    private static History history(List<Message> messages, List<Idea> ideas) {
        return new History(conversation(), messages, ideas, null);
    }

    private static Message answer(int round, int turn, String text) {
        return new Message(
                null,
                MessageRole.ASSISTANT,
                text,
                "attic",
                "critic",
                Role.CRITIC,
                "m",
                round,
                turn,
                7,
                null,
                null,
                Specs.START);
    }

    private static Message question(int round, int turn) {
        return new Message(
                null, MessageRole.USER, "more?", null, null, null, null, round, turn, null, null, null, Specs.START);
    }

    private static Idea idea(int turn, String text, Verdict verdict, String of) {
        return new Idea(turn, 1, 1, "critic", Role.CRITIC, text, verdict, of, null, null, null);
    }
}
