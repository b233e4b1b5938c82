package dev.parley.orchestrator.conversation;

import dev.parley.orchestrator.conversation.Change.Custody;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.idea.Idea;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change that is being made up. It numbers what it adds, because its conversation's row is locked meanwhile. */
public final class ChangeDraft {

    private final ConversationState state;
    private final Instant now;
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<KeptMessage> messages = new ArrayList<>();
    private final List<KeptEdit> edits = new ArrayList<>();
    private boolean voidsPartial;
    private @Nullable KeptUsage usage;
    private @Nullable Integer settledTurn;
    private Lifecycle lifecycle;
    private Progress progress;
    private Custody custody = Custody.KEEP;
    private @Nullable Payer payer;

    /** A draft on top of what is kept. */
    public ChangeDraft(ConversationState state, Instant now) {
        this.state = state;
        this.now = now;
        this.lifecycle = state.lifecycle();
        this.progress = state.progress();
    }

    /** Makes an event from its id, the conversation's and the time. */
    @FunctionalInterface
    public interface Telling {
        ConversationEvent at(String id, java.util.UUID conversation, Instant now);
    }

    public ConversationState state() {
        return state;
    }

    public Instant now() {
        return now;
    }

    public Progress progress() {
        return progress;
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** The place of the next line. */
    public long seq() {
        return state.nextSeq() + entries.size();
    }

    /** Adds a line that viewers see. */
    public void tell(Telling telling) {
        tell(telling, List.of());
    }

    /** Adds a line that viewers see, with the ideas it settles. */
    public void tell(Telling telling, List<Idea> ideas) {
        long seq = seq();
        entries.add(new LogEntry.Told(seq, telling.at(seq + ".0", state.key().id(), now), List.copyOf(ideas)));
    }

    /** Adds verdicts that are late. */
    public void settle(int turn, List<Idea> ideas) {
        entries.add(new LogEntry.IdeasSettled(seq(), now, turn, List.copyOf(ideas)));
        settledTurn = turn;
    }

    /** The registry says what was said of this turn before. */
    public void settleAsTold(int turn) {
        settledTurn = turn;
    }

    public void keep(KeptMessage message) {
        messages.add(message);
    }

    public void keep(KeptEdit edit) {
        edits.add(edit);
    }

    /** What was kept of an answer that was cut off is not needed any more. */
    public void voidPartial() {
        voidsPartial = true;
    }

    public void keep(KeptUsage spent) {
        usage = spent;
    }

    public void move(Progress next) {
        progress = next;
    }

    /** Another state, and with it another custody: nobody owns what does not run. */
    public void become(Lifecycle next) {
        if (next.status() != lifecycle.status()) {
            boolean runs = next instanceof Lifecycle.Active;
            custody = runs ? Custody.OFFER : Custody.RELEASE;
            progress = progress.with(ledger -> runs ? ledger.running(now) : ledger.resting(now));
        }
        lifecycle = next;
    }

    /** Somebody else pays from now on, or nobody. */
    public void pay(Payer other) {
        payer = other;
    }

    public Change change() {
        return new Change(
                lifecycle, progress, entries, messages, edits, voidsPartial, usage, settledTurn, custody, payer, now);
    }
}
