package dev.parley.router.capacity;

import static org.assertj.core.api.Assertions.assertThat;

/** What became of tickets. */
final class Verdicts {

    private Verdicts() {}

    static boolean isOpen(Ticket ticket) {
        return !ticket.verdict().toCompletableFuture().isDone();
    }

    static Lease admitted(Ticket ticket) {
        Verdict verdict = ticket.verdict().toCompletableFuture().getNow(null);
        assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
        return ((Verdict.Admitted) verdict).lease();
    }

    static boolean isAdmitted(Ticket ticket) {
        return ticket.verdict().toCompletableFuture().getNow(null) instanceof Verdict.Admitted;
    }

    static Verdict.Reason refused(Ticket ticket) {
        return refusal(ticket).reason();
    }

    static Verdict.Refused refusal(Ticket ticket) {
        Verdict verdict = ticket.verdict().toCompletableFuture().getNow(null);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return (Verdict.Refused) verdict;
    }
}
