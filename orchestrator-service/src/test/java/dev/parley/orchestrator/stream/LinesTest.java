package dev.parley.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.orchestrator.fake.Specs;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.Token;
import dev.parley.protocol.event.ConversationEvent.TurnCompleted;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static final UUID ID = Specs.KEY.id();

    @Test
    void a_finished_attempt_is_told_with_its_whole_text() {
        List<ConversationEvent> events = Lines.whole(ID, started("ăb😀"));

        assertThat(events).extracting(ConversationEvent::id).containsExactly("3.0", "3.7");
        assertThat(((Token) events.get(1)).content()).isEqualTo("ăb😀");
    }

    @Test
    void from_any_offset_exactly_the_rest_follows() {
        assertThat(rest(0)).isEqualTo("ăb😀");
        assertThat(rest(2)).isEqualTo("b😀");
        assertThat(rest(3)).isEqualTo("😀");
        assertThat(Lines.after(ID, started("ăb😀"), 7)).isEmpty();
    }

    @Test
    void an_attempt_that_came_to_nothing_has_no_text() {
        assertThat(Lines.whole(ID, started(null)))
                .extracting(ConversationEvent::id)
                .containsExactly("3.0");
    }

    @Test
    void ideas_follow_their_turn_numbered_from_one() {
        LoggedLine line = completed(idea(1, Verdict.NEW), idea(2, Verdict.REPEATED), idea(3, Verdict.UNVERIFIED));

        assertThat(Lines.whole(ID, line)).extracting(ConversationEvent::id).containsExactly("4.0", "4.1", "4.2", "4.3");
        assertThat(Lines.after(ID, line, 2)).extracting(ConversationEvent::id).containsExactly("4.3");
        assertThat(Lines.after(ID, line, 3)).isEmpty();
    }

    @Test
    void verdicts_that_came_late_are_told_where_they_came() {
        LoggedLine line =
                new LoggedLine(new LogEntry.IdeasSettled(9, Specs.START, 2, List.of(idea(1, Verdict.NEW))), 1, null);

        assertThat(Lines.whole(ID, line)).extracting(ConversationEvent::id).containsExactly("9.1");
        assertThat(Lines.has(line, 0)).isFalse();
        assertThat(Lines.has(line, 1)).isTrue();
    }

    @Test
    void only_offsets_that_were_given_out_are_known() {
        assertThat(Lines.has(started("ăb"), 2)).isTrue();
        assertThat(Lines.has(started("ăb"), 1)).isFalse();
        assertThat(Lines.has(started("ăb"), 4)).isFalse();
        assertThat(Lines.has(started(null), 500)).isTrue();
        assertThat(Lines.has(completed(idea(1, Verdict.NEW)), 1)).isTrue();
        assertThat(Lines.has(completed(idea(1, Verdict.NEW)), 2)).isFalse();
    }

    private static String rest(long offset) {
        return ((Token) Lines.after(ID, started("ăb😀"), offset).get(0)).content();
    }

    private static LoggedLine started(String text) {
        return new LoggedLine(
                new LogEntry.Told(
                        3,
                        new TurnStarted("3.0", ID, Specs.START, 1, 1, "critic", Role.CRITIC, "m", 1, null),
                        List.of()),
                1,
                text);
    }

    private static LoggedLine completed(Idea... ideas) {
        return new LoggedLine(
                new LogEntry.Told(
                        4, new TurnCompleted("4.0", ID, Specs.START, 1, 9, 10, "n", "m", 1, 1), List.of(ideas)),
                1,
                null);
    }

    private static Idea idea(int ordinal, Verdict verdict) {
        return new Idea(1, ordinal, 1, "critic", Role.CRITIC, "idea " + ordinal, verdict, null, null, null, null);
    }
}
