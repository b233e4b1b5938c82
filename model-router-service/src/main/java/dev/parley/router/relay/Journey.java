package dev.parley.router.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.capacity.Lease;
import dev.parley.router.capacity.Standing;
import dev.parley.router.capacity.Verdict;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Learning;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.record.Tally;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
    private final Audience audience;
    private final Context context;
    private final Trip trip;
    private final NodeMarks marks;
    private final TryBudget budget;
    private final Seeking seeking;
    private final Sending sending;
    private final Hedge hedge;
    private final Optional<QueueComments> comments;
    private final LastWord lastWord = new LastWord();
    private final Iterator<Search> searches;
    private final List<Try> underWay = new ArrayList<>(2);
    private Search search;

    /** Let go when an answer begins: a stream may last for minutes, its request may be large. */
    private @Nullable RequestLook look;

    Journey(Roads roads, Asked asked, RequestLook look, Audience audience, Context context, Trip trip) {
        this.roads = roads;
        this.asked = asked;
        this.look = look;
        this.audience = audience;
        this.context = context;
        this.trip = trip;
        this.marks = new NodeMarks(roads.nodes(), trip.number());
        this.budget = new TryBudget(roads.policy().generations(), asked.callerOwnsTries());
        this.searches = asked.demands().stream()
                .map(demand -> new Search(
                        roads.choice(), demand, asked.queueing(), roads.policy().cloud(), roads.clock()))
                .iterator();
        this.search = searches.next();
        this.seeking = new Seeking(roads.admission(), marks, context, this);
        this.comments = QueueComments.of(
                asked,
                roads.policy().commentAfter(),
                context,
                audience,
                seeking::standing,
                () -> trip.early(asked.demand()));
        this.sending = new Sending(roads, asked, context);
        this.hedge = new Hedge(context, roads, marks, this::foundSecond);
    }

    void begin() {
        audience.left().onSuccess(left -> context.runOnContext(now -> left()));
        seek();
    }

    private void seek() {
        trip.seeks();
        if (!takesPlace()) {
            seeking.placeless(search);
        } else if (searches.hasNext() && search.candidates().isEmpty()) {
            // Another model may be there now: nobody waits for this one.
            notFound(Verdict.Refused.nowhere());
        } else {
            comments.ifPresent(QueueComments::begin);
            trip.seeksPlace();
            seeking.forPlace(search, look().body().length());
        }
    }

    @Override
    public void found(Lease lease, Candidate candidate) {
        comments.ifPresent(QueueComments::end);
        if (takesPlace()) {
            trip.wasQueued();
        }
        trip.asks(candidate);
        if (asked.explained()) {
            trip.goes(RouteHeader.of(search.explain()));
        }
        Try first = new Try(candidate, lease, marks, () -> lesson(candidate));
        ask(first);
        if (candidate.isWarm() && takesPlace() && budget.allowsHedge()) {
            roads.policy()
                    .hedgeAfter()
                    .ifPresent(after ->
                            hedge.arm(after, first, search, look().body().length()));
        }
    }

    private void foundSecond(Lease lease, Candidate candidate) {
        trip.asksToo(candidate);
        ask(new Try(candidate, lease, marks, () -> lesson(candidate)));
    }

    /** Of the node as it is when the request is sent: it may have loaded the model meanwhile. */
    private Learning.Lesson lesson(Candidate at) {
        Candidate now = at.isWarm() ? at : search.at(at.place()).orElse(at);
        return takesPlace() ? roads.learning().sent(now, search.demand(), asked.streamed()) : Learning.Lesson.NONE;
    }

    @Override
    public void waited(Standing began) {
        trip.waited(began);
    }

    @Override
    public void notFound(Verdict.Refused why) {
        if (why.reason() == Verdict.Reason.CLOSING && (audience.hasHead() || lastWord.isThere())) {
            // Nobody else can take it over without a trace: it waits for as long as there is time.
            seeking.forPlace(search, look().body().length());
            return;
        }
        comments.ifPresent(QueueComments::end);
        if (takesPlace()) {
            trip.wasQueued();
        }
        if (isFinal(why.reason())) {
            trip.turnAway(why);
        } else if (searches.hasNext()) {
            seekAnotherModel();
        } else if (lastWord.isThere()) {
            tellLastWord();
        } else {
            trip.turnAway(why);
        }
    }

    /** Another model would not be given a place either. */
    private static boolean isFinal(Verdict.Reason reason) {
        return reason == Verdict.Reason.LEFT || reason == Verdict.Reason.CLOSING;
    }

    /** Whatever goes wrong here, the place is given back and the caller is told. */
    private void ask(Try next) {
        Told told = new Told(next);
        try {
            underWay.add(next);
            sending.send(next, search.demand(), look(), told);
        } catch (RuntimeException surprise) {
            told.surprise(surprise);
        }
    }

    private final class Told implements Sending.Told {

        private final Try by;

        Told(Try by) {
            this.by = by;
        }

        @Override
        public void result(Try.Result result) {
            heard(by, result);
        }

        @Override
        public void surprise(RuntimeException why) {
            LOG.error("request could not be sent code=internal-error", why);
            underWay.remove(by);
            by.forget();
            stopAsking();
            trip.refuse(ProblemCode.INTERNAL_ERROR, "something went wrong on our side", Travelled.Outcome.UNANSWERED);
        }
    }

    private void heard(Try from, Try.Result result) {
        underWay.remove(from);
        if (result instanceof Try.Result.Good good) {
            trip.wasAtNode();
            if (audience.hasHead() && !good.answer().isStream()) {
                // The client reads events by now.
                good.answer().drop();
                from.forget();
                trip.refuse(ProblemCode.NODE_FAILED, Fault.UNREADABLE.sentence(), Travelled.Outcome.UNANSWERED);
                return;
            }
            passOn(from, good.answer());
        } else if (result instanceof Try.Result.Bad bad) {
            lastWord.said(bad.answer());
            trip.failedAt(from.candidate(), "the node answered " + bad.answer().status());
            failed(from.candidate(), bad.judgement(), budget.allowsAfter(bad.judgement()));
        } else if (result instanceof Try.Result.Silent silent) {
            Fault fault = silent.fault();
            lastWord.silent(fault.code(), fault.sentence());
            trip.failedAt(from.candidate(), fault.sentence());
            failed(from.candidate(), Judgement.NODE_FAULT, budget.allowsAfter(fault));
        } else if (result instanceof Try.Result.NotLoaded notLoaded) {
            lastWord.silent(notLoaded.code(), notLoaded.why());
            trip.failedAt(from.candidate(), notLoaded.why());
            failed(from.candidate(), Judgement.NODE_FAULT, budget.allowsAfterLoad());
        }
    }

    private void failed(Candidate node, Judgement judgement, boolean more) {
        search.exclude(node.node().id());
        if (!underWay.isEmpty()) {
            // The other of two may still answer.
            return;
        }
        hedge.disarm();
        trip.wasAtNode();
        if (judgement == Judgement.MISSING) {
            roads.probing()
                    .refresh(node.node().id())
                    .thenRun(() -> context.runOnContext(now -> {
                        marks.lies(node);
                        goOn(judgement, more);
                    }));
        } else {
            goOn(judgement, more);
        }
    }

    /** To the next node, if the budget allows and there is one; waits for a busy one, but not for one that may come. */
    private void goOn(Judgement why, boolean more) {
        if (trip.isOver()) {
            return;
        }
        if (more && !search.candidates().isEmpty()) {
            seek();
        } else if (why != Judgement.REQUEST_FAULT && searches.hasNext() && budget.allowsOtherModel()) {
            seekAnotherModel();
        } else {
            tellLastWord();
        }
    }

    private void seekAnotherModel() {
        search = searches.next();
        trip.seeksAnotherModel();
        seek();
    }

    private boolean takesPlace() {
        return asked.takesPlace(search.demand());
    }

    /** Nobody is left to ask: the last node's own words, or what was wrong with it. */
    private void tellLastWord() {
        Optional<LastWord.Silence> silence = lastWord.silence();
        if (silence.isPresent()) {
            trip.refuse(silence.get().code(), silence.get().sentence(), Travelled.Outcome.UNANSWERED);
        } else {
            lastWord.takeAnswer().ifPresent(answer -> {
                if (audience.hasHead()) {
                    answer.drop();
                    trip.refuse(
                            ProblemCode.NODE_FAILED,
                            "the node answered " + answer.status(),
                            Travelled.Outcome.REJECTED);
                    return;
                }
                letGo();
                audience.passOn(answer, trip.headers(answer.headers()))
                        .onSuccess(ending -> trip.end(Travelled.Outcome.REJECTED, ending.tally()));
            });
        }
    }

    private void passOn(Try from, Unstarted answer) {
        letGo();
        trip.answeredBy(from.candidate());
        trip.firstByte();
        from.passOn(answer, audience, trip.headers(answer.headers()))
                .onSuccess(ending -> trip.end(outcome(ending), ending.tally()));
    }

    private static Travelled.Outcome outcome(Ending ending) {
        if (ending instanceof Ending.Completed) {
            return Travelled.Outcome.COMPLETED;
        }
        return ending instanceof Ending.Failed ? Travelled.Outcome.BROKEN : Travelled.Outcome.CANCELLED;
    }

    /** From here on the answer closes by itself, whatever happens; who else was asked is told to stop. */
    private void letGo() {
        stopAsking();
        lastWord.forget();
        look = null;
        trip.body().giveBack();
    }

    private void stopAsking() {
        comments.ifPresent(QueueComments::end);
        hedge.disarm();
        seeking.leave();
        underWay.forEach(Try::cancel);
        underWay.clear();
    }

    /** The client left: all that comes before an answer is closed here. */
    private void left() {
        if (!trip.isOver() && look != null) {
            letGo();
            trip.end(Travelled.Outcome.CANCELLED, Tally.NONE);
        }
    }

    private RequestLook look() {
        if (look == null) {
            throw new IllegalStateException("the body was let go");
        }
        return look;
    }
}
