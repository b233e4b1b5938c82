package dev.parley.router.relay;

import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Lease;
import dev.parley.router.capacity.Standing;
import dev.parley.router.capacity.Ticket;
import dev.parley.router.capacity.Verdict;
import dev.parley.router.selection.Candidate;
import io.vertx.core.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request's way to a place at a node: asks the door keeper, waits, and looks again when its turn has come. */
final class Seeking {

    private final Admission admission;
    private final NodeMarks marks;
    private final Context context;
    private final Seeker seeker;
    private @Nullable Ticket ticket;
    private boolean left;

    /** Who waits for a place. Called on the request's context. */
    interface Seeker {

        /** Here is one; the lease is the seeker's from now on. */
        void found(Lease lease, Candidate candidate);

        /** It had to wait. @param began where it stood when it began to */
        void waited(Standing began);

        /** There is none. */
        void notFound(Verdict.Refused why);
    }

    Seeking(Admission admission, NodeMarks marks, Context context, Seeker seeker) {
        this.admission = admission;
        this.marks = marks;
        this.context = context;
        this.seeker = seeker;
    }

    /** Waits for a place; again, it stands where it stood before. @param bytes held meanwhile */
    void forPlace(Search search, long bytes) {
        Ticket asking = admission.ask(search.wish(bytes), Optional.ofNullable(ticket));
        ticket = asking;
        asking.verdict().thenAccept(verdict -> context.runOnContext(now -> decided(search, verdict, bytes)));
    }

    /** Takes the best node without a place: what gives a node's engine no work waits for nothing. */
    void placeless(Search search) {
        search.candidates().stream()
                .findFirst()
                .ifPresentOrElse(
                        candidate -> seeker.found(Lease.ofNothing(candidate.place()), candidate),
                        () -> seeker.notFound(Verdict.Refused.nowhere()));
    }

    /** Where it stands, in words that begin with a space; empty for nothing to tell. */
    String standing() {
        return ticket == null ? "" : ticket.standing().map(Seeking::words).orElse("");
    }

    private static String words(Standing standing) {
        String position = " position=" + standing.position();
        long wait = standing.expectedWait().plusMillis(999).toSeconds();
        return wait == 0 ? position : position + " wait=" + wait;
    }

    /** Waits no more; the seeker is told nothing. */
    void leave() {
        left = true;
        if (ticket != null) {
            ticket.leave();
        }
    }

    private void decided(Search search, Verdict verdict, long bytes) {
        if (verdict instanceof Verdict.Admitted admitted) {
            seeker.waited(admitted.began());
            admitted(search, admitted.lease(), bytes);
        } else if (!left) {
            seeker.notFound((Verdict.Refused) verdict);
        }
    }

    private void admitted(Search search, Lease lease, long bytes) {
        if (left) {
            lease.release();
            return;
        }
        Optional<Candidate> candidate = search.at(lease.place());
        if (candidate.isPresent()
                && marks.enter(lease.place().node(), lease.place().model())) {
            seeker.found(lease, candidate.get());
        } else {
            // The node changed between the choice and the door.
            lease.release();
            forPlace(search, bytes);
        }
    }
}
