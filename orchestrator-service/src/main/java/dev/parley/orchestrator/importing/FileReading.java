package dev.parley.orchestrator.importing;

import dev.parley.orchestrator.conversation.Lifecycle.Completed;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.orchestrator.spec.Checks;
import dev.parley.orchestrator.spec.StartReading;
import dev.parley.orchestrator.spec.UnresolvedSpec;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ConversationFile;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in which anybody may have written anything: bounds checked, the first wrong field named. Ids, tenant, figures
 * and what it cost are not read.
 */
public final class FileReading {

    private static final String START = "start";
    private static final int MOST_ROUNDS = 1_000_000;

    private final Checks checks = new Checks();
    private final ConversationFile file;
    private final ImportBounds bounds;
    private final Instant now;

    private FileReading(ConversationFile file, ImportBounds bounds, Instant now) {
        this.file = file;
        this.bounds = bounds;
        this.now = now;
    }

    /** What the file holds, or the first field that is wrong. */
    public static Outcome<Imported> read(ConversationFile file, ImportBounds bounds, Instant now) {
        return new FileReading(file, bounds, now).read();
    }

    /** What is wrong with the wish is a field of the file's. */
    public static Refusal ofStart(Refusal refusal) {
        String field = refusal.field();
        return field == null
                ? refusal
                : new Refusal(refusal.code(), START + "." + refusal.detail(), START + "." + field);
    }

    private Outcome<Imported> read() {
        Integer version = file.version();
        checks.expect(
                version == null || version == ConversationFile.VERSION,
                "version",
                version,
                "%d, the only form that is known here".formatted(ConversationFile.VERSION));
        StartConversation start = file.start();
        checks.expect(start != null, START, "missing", "what starts such a conversation, as an export has it");
        if (start == null || checks.failed()) {
            return refused();
        }
        Outcome<UnresolvedSpec> wish = StartReading.read(start);
        if (wish instanceof Outcome.Refused<UnresolvedSpec> wrong) {
            return Outcome.refused(ofStart(wrong.refusal()));
        }
        List<Said> said = said();
        Completed end = end(file.conversation());
        int rounds = file.conversation() == null ? 0 : file.conversation().rounds();
        checks.expect(
                rounds >= 0 && rounds <= MOST_ROUNDS, "conversation.rounds", rounds, "0..%,d".formatted(MOST_ROUNDS));
        return checks.failed() ? refused() : wish.map(read -> new Imported(read, said, end, rounds));
    }

    private List<Said> said() {
        List<@Nullable Message> messages = list(file.messages(), "messages", bounds.messages());
        List<@Nullable Idea> ideas = list(file.ideas(), "ideas", bounds.ideas());
        MessagesReading reading = new MessagesReading(checks, now);
        for (int i = 0; i < messages.size() && !checks.failed(); i++) {
            reading.add(i, messages.get(i));
        }
        return checks.failed() ? List.of() : new IdeasReading(checks, ideas).into(reading.said());
    }

    private <T> List<@Nullable T> list(@Nullable List<T> given, String field, int most) {
        int count = given == null ? 0 : given.size();
        checks.expect(count <= most, field, count, "at most %,d".formatted(most));
        return given == null || checks.failed() ? List.of() : given;
    }

    private @Nullable Completed end(@Nullable Conversation conversation) {
        if (conversation == null || conversation.status() != ConversationStatus.COMPLETED) {
            return null;
        }
        StopReason reason = conversation.stopReason();
        checks.expect(reason != null, "conversation.stop_reason", "missing", "why it ended, as it has");
        String code = conversation.code();
        checks.expect(
                code == null
                        || (reason == StopReason.FAILED
                                && Arrays.stream(ProblemCode.values())
                                        .anyMatch(known -> known.wireName().equals(code))),
                "conversation.code",
                code,
                "a code of the catalogue, where it failed");
        return reason == null ? null : new Completed(reason, code);
    }

    private Outcome<Imported> refused() {
        return checks.outcome(() -> {
            throw new IllegalStateException("nothing is wrong (expected: something)");
        });
    }
}
