package dev.parley.router.capacity;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request's place in the waiting room, from asking to its verdict. */
public final class Ticket {

    static final Comparator<Ticket> BY_ARRIVAL = Comparator.comparingLong(ticket -> ticket.number);
    static final Comparator<Ticket> BY_DUE =
            Comparator.<Ticket, Instant>comparing(ticket -> ticket.due).thenComparing(BY_ARRIVAL);

    /** Where it is. Guarded by the admission. */
    enum State {
        /** In its line. */
        WAITING,

        /** A claim for it is on its way. */
        CLAIMING,

        /** Out of the room. */
        GONE
    }

    private final Admission admission;
    private final Wish wish;
    private final Account account;
    private final long number;
    private final Instant asked;
    private final Instant due;
    private final boolean back;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private State state = State.GONE;
    private Standing began = Standing.NONE;
    private Verdict.@Nullable Reason notWaiting;

    Ticket(Admission admission, Wish wish, Account account, long number, Instant asked) {
        this.admission = admission;
        this.wish = wish;
        this.account = account;
        this.number = number;
        this.asked = asked;
        this.due = asked.plus(wish.patience());
        this.back = false;
    }

    /** Of a request that came as early as another ticket says; its patience begins anew. */
    Ticket(Admission admission, Wish wish, Account account, Ticket earlier, Instant now) {
        this.admission = admission;
        this.wish = wish;
        this.account = account;
        this.number = earlier.number;
        this.asked = earlier.asked;
        this.due = now.plus(wish.patience());
        this.back = true;
    }

    /** Completes once, on any thread; never fails. */
    public CompletionStage<Verdict> verdict() {
        return verdict;
    }

    /** Where it stands now; empty if it does not wait. */
    public Optional<Standing> standing() {
        return admission.standing(this);
    }

    /** Goes away and frees the place in the waiting room. Does nothing after the verdict. */
    public void leave() {
        admission.left(this);
    }

    /** Whether it had a place before, which came to nothing. */
    boolean isBack() {
        return back;
    }

    Wish wish() {
        return wish;
    }

    Account account() {
        return account;
    }

    Instant asked() {
        return asked;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    State state() {
        return state;
    }

    void state(State now) {
        state = now;
    }

    /** Where it stood when it began to wait. */
    Standing began() {
        return began;
    }

    void began(Standing standing) {
        began = standing;
    }

    /** Why it must not wait, should it not get a place at once. */
    Optional<Verdict.Reason> notWaiting() {
        return Optional.ofNullable(notWaiting);
    }

    void mustNotWait(Verdict.Reason why) {
        notWaiting = why;
    }

    /** @return false if there was a verdict before */
    boolean tell(Verdict outcome) {
        return verdict.complete(outcome);
    }
}
