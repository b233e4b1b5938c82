package dev.parley.orchestrator.importing;

import static dev.parley.orchestrator.fake.Specs.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle.Completed;
import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.orchestrator.fake.Specs;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ConversationFile;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Machine;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Mode;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.conversation.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetellingTest {

    private static final Instant THEN = Specs.START.minus(Duration.ofDays(3));
    private static final ImportBounds BOUNDS = new ImportBounds(100, 100);

    private final ConversationState fresh = Specs.state(
            Specs.spec(5, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null), speaker(Role.MODERATOR, null)));

    @Test
    void a_turn_that_nobody_tells_of_was_skipped_in_its_round() {
        Change change = told(stood(ConversationStatus.ACTIVE, null, null, 1), answer(1, 1), answer(1, 3), answer(2, 4));

        assertThat(types(change))
                .containsExactly(
                        "ConversationStarted",
                        "RoundStarted",
                        "TurnStarted",
                        "TurnCompleted",
                        "TurnSkipped",
                        "TurnStarted",
                        "TurnCompleted",
                        "RoundCompleted",
                        "RoundStarted",
                        "TurnStarted",
                        "TurnCompleted",
                        "ConversationPaused");
        ConversationState after = fresh.after(change);
        assertThat(after.view().status()).isEqualTo(ConversationStatus.PAUSED);
        assertThat(after.view().rounds()).isEqualTo(1);
        assertThat(after.progress().lastTurn()).isEqualTo(4);
        assertThat(after.progress().round()).isNotNull();
        assertThat(after.progress().round().speaker()).as("who speaks next").isEqualTo(1);
        assertThat(change.entries().get(2).at()).as("told at its time").isEqualTo(THEN);
        assertThat(change.usage()).as("nothing is paid").isNull();
        assertThat(after.nextSeq()).isEqualTo(13);
    }

    @Test
    void a_round_whose_last_agents_were_passed_over_is_over_if_the_file_says_so() {
        Change open = told(stood(ConversationStatus.PAUSED, null, null, 0), answer(1, 1));
        Change over = told(stood(ConversationStatus.PAUSED, null, null, 1), answer(1, 1));

        assertThat(fresh.after(open).progress().round()).isNotNull();
        assertThat(fresh.after(over).progress().round()).isNull();
        assertThat(fresh.after(over).view().rounds()).isEqualTo(1);
    }

    @Test
    void what_had_failed_has_failed_here_too() {
        Change change = told(stood(ConversationStatus.COMPLETED, StopReason.FAILED, "node-silent", 0));

        assertThat(change.lifecycle()).isEqualTo(new Completed(StopReason.FAILED, "node-silent"));
        assertThat(refusal(stood(ConversationStatus.COMPLETED, StopReason.FAILED, "no-such-code", 0)))
                .isEqualTo("conversation.code");
        assertThat(refusal(stood(ConversationStatus.COMPLETED, null, null, 0))).isEqualTo("conversation.stop_reason");
    }

    @Test
    void turns_go_up_and_not_too_far_at_once() {
        Conversation stood = stood(ConversationStatus.PAUSED, null, null, 0);

        assertThat(refusal(stood, answer(1, 2), answer(1, 2))).isEqualTo("messages[1].turn");
        assertThat(refusal(stood, answer(1, 33))).isEqualTo("messages[0].turn");
        assertThat(refusal(stood, answer(2, 1), answer(1, 2))).isEqualTo("messages[1].round");
    }

    private Change told(Conversation stood, Message... messages) {
        Imported past = ((Outcome.Given<Imported>) read(stood, messages)).value();
        return Retelling.of(fresh, past, Specs.START);
    }

    private static String refusal(Conversation stood, Message... messages) {
        return ((Outcome.Refused<Imported>) read(stood, messages)).refusal().field();
    }

    private static Outcome<Imported> read(Conversation stood, Message... messages) {
        Machine machine = new Machine(null, null, null, null, null, null, null, null, null, null, null, null);
        StartConversation start = new StartConversation(
                "s", List.of(machine, machine, machine), null, null, null, null, null, null, null, null, null, null);
        return FileReading.read(new ConversationFile(null, start, stood, List.of(messages), null), BOUNDS, Specs.START);
    }

    private static Message answer(int round, int turn) {
        return new Message(
                null,
                MessageRole.ASSISTANT,
                "- x",
                "attic",
                "critic",
                Role.CRITIC,
                "m",
                round,
                turn,
                3,
                null,
                null,
                THEN);
    }

    private static Conversation stood(ConversationStatus status, StopReason reason, String code, int rounds) {
        return new Conversation(
                null,
                status,
                reason,
                code,
                "s",
                List.of(),
                rounds,
                5,
                0,
                0,
                0,
                0,
                3,
                50,
                Language.EN,
                Mode.ROUNDS,
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                THEN,
                THEN);
    }

    private static List<String> types(Change change) {
        return change.entries().stream()
                .map(entry -> ((LogEntry.Told) entry).event().getClass().getSimpleName())
                .toList();
    }
}
