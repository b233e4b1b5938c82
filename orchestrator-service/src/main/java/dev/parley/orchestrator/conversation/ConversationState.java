package dev.parley.orchestrator.conversation;

import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.StopReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is kept, read under its lock or as a snapshot.
 *
 * @param nextSeq the place of the next event; 1 is the first
 */
public record ConversationState(
        ConversationKey key,
        Payer payer,
        ConversationSpec spec,
        Lifecycle lifecycle,
        Progress progress,
        long nextSeq,
        Instant createdAt,
        Instant updatedAt) {

    /** On whose behalf models are asked. */
    public Caller caller() {
        return payer.caller();
    }

    /** The state after a change. */
    public ConversationState after(Change change) {
        return new ConversationState(
                key,
                change.payer() == null ? payer : change.payer(),
                spec,
                change.lifecycle(),
                change.progress(),
                nextSeq + change.entries().size(),
                createdAt,
                change.at());
    }

    /** As its reader sees it. */
    public Conversation view() {
        Counts counts = progress.counts();
        @Nullable StopReason reason = null;
        @Nullable String code = null;
        if (lifecycle instanceof Lifecycle.Completed completed) {
            reason = completed.reason();
            code = completed.code();
        }
        return new Conversation(
                key.id(),
                lifecycle.status(),
                reason,
                code,
                spec.subject(),
                spec.agents(),
                counts.rounds(),
                progress.target(),
                counts.turns(),
                counts.tokens(),
                counts.newIdeas(),
                counts.repeatedIdeas(),
                spec.pauseSeconds(),
                spec.historyLimit(),
                spec.language(),
                spec.mode(),
                spec.compat(),
                spec.autoRun(),
                spec.stop(),
                progress.ledger().report(updatedAt),
                Outlook.novelty(progress),
                lifecycle instanceof Lifecycle.Completed ? null : Outlook.forecast(spec, progress, updatedAt),
                spec.forkedFrom(),
                createdAt,
                updatedAt);
    }
}
