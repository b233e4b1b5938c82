package dev.parley.orchestrator.importing;

import dev.parley.orchestrator.spec.Checks;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file's messages one by one. Turns only go up; a few may be missing, because nobody answered in them. */
final class MessagesReading {

    private static final int LONGEST_ANSWER = 1_000_000;

    /** As long as a person's message may be. */
    private static final int LONGEST_MESSAGE = 8_000;

    private static final int LONGEST_NAME = 350;
    private static final int MOST_TOKENS = 100_000_000;

    /** Twice as many as there may be agents: those of a round in which one has answered, and of one in which nobody has. */
    private static final int MISSING = 32;

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    /** Clocks differ. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Checks checks;
    private final Instant now;
    private final List<Said> said = new ArrayList<>();
    private int turn;
    private int round;
    private boolean cutOff;

    MessagesReading(Checks checks, Instant now) {
        this.checks = checks;
        this.now = now;
    }

    List<Said> said() {
        return said;
    }

    void add(int index, @Nullable Message message) {
        String path = "messages[" + index + "].";
        checks.expect(message != null, "messages[" + index + "]", null, "a message");
        if (message == null) {
            return;
        }
        MessageRole role = message.role();
        checks.expect(
                role == MessageRole.ASSISTANT || role == MessageRole.USER, path + "role", role, "assistant or user");
        content(path, message.content(), role == MessageRole.ASSISTANT ? LONGEST_ANSWER : LONGEST_MESSAGE);
        time(path + "created_at", message.createdAt(), false);
        time(path + "edited_at", message.editedAt(), true);
        checks.text(path + "agent_url", message.agentUrl(), LONGEST_NAME);
        checks.text(path + "model", message.model(), LONGEST_NAME);
        checks.within(path + "tokens", message.tokens(), 0, 0, MOST_TOKENS);
        if (checks.failed()) {
            return;
        }
        if (role == MessageRole.ASSISTANT) {
            answer(path, message);
        } else {
            asked(path, message);
        }
    }

    private void answer(String path, Message message) {
        checks.expect(!cutOff, path + "turn", message.turn(), "none after one that was cut off");
        checks.required(path + "agent", message.agent(), LONGEST_NAME);
        checks.expect(message.agentRole() != null, path + "agent_role", "missing", "the agent's role");
        within(path + "turn", message.turn(), turn + 1, turn + MISSING);
        within(path + "round", message.round(), Math.max(1, round), round + MISSING);
        turn = message.turn();
        round = message.round();
        Said.Answer answer = new Said.Answer(message, null, List.of());
        cutOff = answer.isPartial();
        said.add(answer);
    }

    /** The first thing that is said after an answer, in its turn, is the question that follows it. */
    private void asked(String path, Message message) {
        within(path + "turn", message.turn(), 0, turn + MISSING);
        within(path + "round", message.round(), 0, round + MISSING);
        checks.expect(message.partial() == null, path + "partial", message.partial(), "none: an answer may be partial");
        int last = said.size() - 1;
        if (last >= 0
                && said.get(last) instanceof Said.Answer answer
                && !answer.isPartial()
                && answer.question() == null
                && answer.message().turn() == message.turn()) {
            said.set(last, answer.followedBy(message));
        } else {
            said.add(new Said.Added(message));
        }
    }

    private void content(String path, @Nullable String content, int most) {
        boolean right = content != null && content.length() <= most && content.indexOf('\0') < 0;
        checks.expect(
                right,
                path + "content",
                content == null ? "missing" : "not accepted, %,d characters".formatted(content.length()),
                "at most %,d characters, none of them NUL".formatted(most));
    }

    private void within(String field, int value, int least, int most) {
        checks.within(field, value, value, least, most);
    }

    private void time(String field, @Nullable Instant time, boolean optional) {
        boolean right = time == null ? optional : !time.isBefore(FIRST) && !time.isAfter(now.plus(AHEAD));
        checks.expect(right, field, time, "a time since 2000, not in the future");
    }
}
