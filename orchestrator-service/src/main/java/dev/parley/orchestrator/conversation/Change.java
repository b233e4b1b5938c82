package dev.parley.orchestrator.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction adds to a conversation: all of it, or nothing.
 *
 * @param edits of messages that are kept already
 * @param voidsPartial whether the kept part of an answer is not needed any more
 * @param settledTurn the turn whose owed claim was made good; null if none was
 * @param custody what becomes of the ownership
 * @param payer who pays from now on; null if that stays as it is
 */
public record Change(
        Lifecycle lifecycle,
        Progress progress,
        List<LogEntry> entries,
        List<KeptMessage> messages,
        List<KeptEdit> edits,
        boolean voidsPartial,
        @Nullable KeptUsage usage,
        @Nullable Integer settledTurn,
        Custody custody,
        @Nullable Payer payer,
        Instant at) {

    /** Nothing, of a conversation that nobody looked at. */
    public static final Change NOTHING = new Change(
            new Lifecycle.Paused(),
            Progress.none(0, Instant.EPOCH),
            List.of(),
            List.of(),
            List.of(),
            false,
            null,
            null,
            Custody.KEEP,
            null,
            Instant.EPOCH);

    /** What becomes of the ownership. */
    public enum Custody {
        /** It stays as it is. */
        KEEP,

        /** Nobody owns it any more. */
        RELEASE,

        /** Whoever makes the change may take it, if it has room. */
        OFFER
    }

    public Change {
        entries = List.copyOf(entries);
        messages = List.copyOf(messages);
        edits = List.copyOf(edits);
    }

    /** Nothing is added. */
    public static Change none(ConversationState state) {
        return new Change(
                state.lifecycle(),
                state.progress(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                Custody.KEEP,
                null,
                state.updatedAt());
    }

    /** The same, paid by somebody else. */
    public Change paidBy(Payer other) {
        return new Change(
                lifecycle, progress, entries, messages, edits, voidsPartial, usage, settledTurn, custody, other, at);
    }

    /** The same with other lines. */
    public Change withEntries(List<LogEntry> others) {
        return new Change(
                lifecycle, progress, others, messages, edits, voidsPartial, usage, settledTurn, custody, payer, at);
    }

    /** The same with another custody. */
    public Change withCustody(Custody other) {
        return new Change(
                lifecycle, progress, entries, messages, edits, voidsPartial, usage, settledTurn, other, payer, at);
    }

    /** Whether there is anything to write. */
    public boolean isNone(ConversationState state) {
        return entries.isEmpty()
                && messages.isEmpty()
                && edits.isEmpty()
                && !voidsPartial
                && settledTurn == null
                && custody == Custody.KEEP
                && (payer == null || payer.equals(state.payer()))
                && lifecycle.equals(state.lifecycle())
                && progress.equals(state.progress());
    }
}
