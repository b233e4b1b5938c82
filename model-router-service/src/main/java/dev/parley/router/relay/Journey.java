package dev.parley.router.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.capacity.Lease;
import dev.parley.router.capacity.Verdict;
import dev.parley.router.selection.Candidate;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Silences;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Context;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request's way: wait for a place, ask the node, and, as long as nothing has been passed on, fail over to the next. All
 * steps run on the request's context.
 *
 * <pre>
 *   seek ──► found ──► heard ──► pass on ──► end
 *    ▲         │         │
 *    └─────────┴─────────┴─ next node
 * </pre>
 */
final class Journey implements Seeking.Seeker {

    private static final Logger LOG = Logger.getLogger(Journey.class);

    private final Roads roads;
    private final Asked asked;
    private final Downstream downstream;
    private final Context context;
    private final Trip trip;
    private final NodeMarks marks;
    private final TryBudget budget;
    private final Search search;
    private final Seeking seeking;
    private final LastWord lastWord = new LastWord();

    /** Let go when an answer begins: a stream may last for minutes, its request may be large. */
    private @Nullable RequestLook look;

    private @Nullable Try underWay;

    Journey(Roads roads, Asked asked, RequestLook look, Downstream downstream, Context context, Trip trip) {
        this.roads = roads;
        this.asked = asked;
        this.look = look;
        this.downstream = downstream;
        this.context = context;
        this.trip = trip;
        this.marks = new NodeMarks(roads.nodes(), trip.number());
        this.budget = new TryBudget(roads.policy().generations(), asked.callerOwnsTries());
        this.search = new Search(roads.choice(), asked.demand());
        this.seeking = new Seeking(roads.admission(), search, marks, context, this);
    }

    void begin() {
        downstream.left().onSuccess(left -> context.runOnContext(now -> left()));
        seek();
    }

    private void seek() {
        trip.seeks();
        if (asked.takesPlace()) {
            seeking.forPlace(look().body().length());
        } else {
            seeking.placeless();
        }
    }

    /** Whatever goes wrong here, the place is given back and the caller is told. */
    @Override
    public void found(Lease lease, Candidate candidate) {
        if (asked.takesPlace()) {
            trip.wasQueued();
        }
        Try next = new Try(candidate, lease, marks);
        try {
            ask(next);
        } catch (RuntimeException surprise) {
            LOG.error("request could not be sent code=internal-error", surprise);
            next.forget();
            trip.refuse(ProblemCode.INTERNAL_ERROR, "something went wrong on our side", Travelled.Outcome.UNANSWERED);
        }
    }

    @Override
    public void notFound(Verdict.Reason why) {
        if (asked.takesPlace()) {
            trip.wasQueued();
        }
        if (lastWord.isThere()) {
            tellLastWord();
        } else {
            trip.turnAway(why);
        }
    }

    private void ask(Try next) {
        trip.asks(next.candidate());
        underWay = next;
        boolean warm = next.candidate().isWarm() || !asked.takesPlace();
        Silences silences = roads.policy().patience().with(asked.streamed(), warm, asked.silence());
        next.send(
                roads.relay(),
                asked.callTo(next.candidate(), look()),
                silences,
                asked.endpoint(),
                result -> heard(next, result));
    }

    private void heard(Try from, Try.Result result) {
        trip.wasAtNode();
        if (result instanceof Try.Result.Good good) {
            passOn(from, good.answer());
        } else if (result instanceof Try.Result.Bad bad) {
            refusedBy(from.candidate(), bad);
        } else {
            Fault fault = ((Try.Result.Silent) result).fault();
            lastWord.silent(fault);
            goOn(from.candidate(), budget.allowsAfter(fault));
        }
    }

    private void refusedBy(Candidate node, Try.Result.Bad bad) {
        lastWord.said(bad.answer());
        boolean more = budget.allowsAfter(bad.judgement());
        if (bad.judgement() == Judgement.MISSING && more) {
            roads.probing().refresh(node.node().id()).thenRun(() -> context.runOnContext(now -> goOn(node, true)));
        } else {
            goOn(node, more);
        }
    }

    /** To the next node, if the budget allows and there is one; waits for a busy one, but not for one that may come. */
    private void goOn(Candidate failed, boolean allowed) {
        if (trip.isOver()) {
            return;
        }
        search.exclude(failed.node().id());
        if (allowed && !search.candidates().isEmpty()) {
            seek();
        } else {
            tellLastWord();
        }
    }

    /** Nobody is left to ask: the last node's own words, or what was wrong with it. */
    private void tellLastWord() {
        Optional<Fault> fault = lastWord.fault();
        if (fault.isPresent()) {
            trip.refuse(fault.get().code(), fault.get().sentence(), Travelled.Outcome.UNANSWERED);
        } else {
            lastWord.takeAnswer().ifPresent(answer -> {
                letGo();
                answer.passOn(downstream, trip.headers(answer.headers()))
                        .onSuccess(ending -> trip.end(Travelled.Outcome.REJECTED, ending.bytes()));
            });
        }
    }

    private void passOn(Try from, Unstarted answer) {
        letGo();
        trip.firstByte();
        from.passOn(answer, downstream, trip.headers(answer.headers()))
                .onSuccess(ending -> trip.end(outcome(ending), ending.bytes()));
    }

    private static Travelled.Outcome outcome(Ending ending) {
        if (ending instanceof Ending.Completed) {
            return Travelled.Outcome.COMPLETED;
        }
        return ending instanceof Ending.Failed ? Travelled.Outcome.BROKEN : Travelled.Outcome.CANCELLED;
    }

    /** From here on the answer closes by itself, whatever happens. */
    private void letGo() {
        lastWord.forget();
        look = null;
        underWay = null;
        trip.body().giveBack();
    }

    /** The client left: all that comes before an answer is closed here. */
    private void left() {
        if (trip.isOver() || look == null) {
            return;
        }
        seeking.leave();
        if (underWay != null) {
            underWay.cancel();
        }
        letGo();
        trip.end(Travelled.Outcome.CANCELLED, 0);
    }

    private RequestLook look() {
        if (look == null) {
            throw new IllegalStateException("the body was let go");
        }
        return look;
    }
}
