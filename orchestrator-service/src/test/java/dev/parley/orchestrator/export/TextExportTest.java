package dev.parley.orchestrator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.fake.Specs;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextExportTest {

    @Test
    void each_answer_has_its_line_and_how_many_of_its_ideas_were_new() {
        History history = history(
                List.of(
                        answer(Role.GENERATOR, 1, 123, "vânt 100% %s"),
                        question(1),
                        answer(Role.SINTETIZATOR, 2, null, "doi\nrânduri")),
                List.of(idea(1, Verdict.NEW), idea(1, Verdict.REPEATED), idea(2, Verdict.UNVERIFIED)));

        String lines = TextExport.of(history);

        assertThat(lines).isEqualTo("""
                        [GENERATOR @ attic :: tokens=123] vânt 100% %s
                        [INFO] Idei noi adăugate: 1
                        [SINTETIZATOR @ attic :: tokens=?] doi
                        rânduri
                        [INFO] Idei noi adăugate: 1
                        """);
    }

    @Test
    void figures_are_the_first_systems_whatever_this_process_speaks() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            String lines = TextExport.of(history(List.of(answer(Role.CRITIC, 1, 123, "x")), List.of()));

            assertThat(lines).contains("tokens=123").contains("Idei noi adăugate: 0");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void before_the_first_answer_there_is_nothing() {
        assertThat(TextExport.of(history(List.of(), List.of()))).isEmpty();
    }

    private static History history(List<Message> messages, List<Idea> ideas) {
        return new History(
                Specs.state(Specs.spec(5, Specs.speaker(Role.CRITIC, null))).view(), messages, ideas, null);
    }

    private static Message answer(Role role, int turn, Integer tokens, String text) {
        return new Message(
                null,
                MessageRole.ASSISTANT,
                text,
                "attic",
                "agent",
                role,
                "m",
                1,
                turn,
                tokens,
                null,
                null,
                Specs.START);
    }

    private static Message question(int turn) {
        return new Message(
                null, MessageRole.USER, "more?", null, null, null, null, 1, turn, null, null, null, Specs.START);
    }

    private static Idea idea(int turn, Verdict verdict) {
        return new Idea(turn, 1, 1, "agent", Role.CRITIC, "idea", verdict, null, null, null, null);
    }
}
