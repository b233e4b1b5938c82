package dev.parley.router.relay;

import dev.parley.router.capacity.Lease;
import dev.parley.router.capacity.Standing;
import dev.parley.router.capacity.Verdict;
import dev.parley.router.selection.Candidate;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A second node for a request whose first one says nothing for long, though it need not load the model. It costs a whole
 * generation more, so it is off unless an operator wants it, and over as soon as the first one begins to answer.
 */
final class Hedge implements Seeking.Seeker {

    private static final long NO_TIMER = -1;

    private final Context context;
    private final Roads roads;
    private final NodeMarks marks;
    private final BiConsumer<Lease, Candidate> second;
    private @Nullable Seeking seeking;
    private long timer = NO_TIMER;

    /** @param second asks the node that was found */
    Hedge(Context context, Roads roads, NodeMarks marks, BiConsumer<Lease, Candidate> second) {
        this.context = context;
        this.roads = roads;
        this.marks = marks;
        this.second = second;
    }

    /** From now on the first node has this long. */
    void arm(Duration after, Try first, Search search, long bytes) {
        disarm();
        timer = context.owner().setTimer(Math.max(1, after.toMillis()), fired -> {
            timer = NO_TIMER;
            if (first.isMute()) {
                seek(search.without(first.candidate().node().id()), bytes);
            }
        });
    }

    /** It is not needed any more. */
    void disarm() {
        if (timer != NO_TIMER) {
            context.owner().cancelTimer(timer);
            timer = NO_TIMER;
        }
        if (seeking != null) {
            seeking.leave();
            seeking = null;
        }
    }

    @Override
    public void found(Lease lease, Candidate candidate) {
        if (candidate.isWarm()) {
            second.accept(lease, candidate);
        } else {
            // A load would take longer than whatever the first one does, and go on for nobody.
            lease.release();
            marks.nothing(candidate);
        }
    }

    @Override
    public void waited(Standing began) {
        // It never waits.
    }

    @Override
    public void notFound(Verdict.Refused why) {
        // The first node is still at it.
    }

    private void seek(Search others, long bytes) {
        if (others.candidates().isEmpty()) {
            return;
        }
        Seeking asking = new Seeking(roads.admission(), marks, context, this);
        seeking = asking;
        asking.forPlace(others, bytes);
    }
}
