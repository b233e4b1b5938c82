package dev.parley.router.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One request's place in the waiting room, from asking to its verdict. */
public final class Ticket {

    private final Admission admission;
    private final Wish wish;
    private final Instant asked;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

    /** Guarded by the admission: a claim for it is on its way. */
    private boolean claiming;

    Ticket(Admission admission, Wish wish, Instant asked) {
        this.admission = admission;
        this.wish = wish;
        this.asked = asked;
    }

    /** Completes once, on any thread; never fails. */
    public CompletionStage<Verdict> verdict() {
        return verdict;
    }

    /** Goes away and frees the place in the waiting room. Does nothing after the verdict. */
    public void leave() {
        admission.left(this);
    }

    Wish wish() {
        return wish;
    }

    boolean isDue(Instant now, Duration deadline) {
        return !now.isBefore(asked.plus(deadline));
    }

    boolean isClaiming() {
        return claiming;
    }

    void claiming(boolean now) {
        claiming = now;
    }

    /** @return false if there was a verdict before */
    boolean tell(Verdict outcome) {
        return verdict.complete(outcome);
    }
}
