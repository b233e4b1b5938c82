package dev.parley.router.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.capacity.Lease;
import dev.parley.router.capacity.Place;
import dev.parley.router.capacity.Ticket;
import dev.parley.router.capacity.Verdict;
import dev.parley.router.capacity.Wish;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.NodeId;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.Attempt;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Opening;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.UpstreamCall;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request's way: wait for a place, ask the node, and, as long as nothing has been passed on, fail over to the next. All
 * steps run on the request's context.
 *
 * <pre>
 *   seek ──► admitted ──► ask ──► opened ──► pass on ──► end
 *    ▲          │                   │
 *    └──────────┴──── next node ◄───┘
 * </pre>
 */
final class Journey {

    private static final Logger LOG = Logger.getLogger(Journey.class);

    private final Roads roads;
    private final Asked asked;
    private final Downstream downstream;
    private final Context context;
    private final Trip trip;
    private final NodeMarks marks;
    private final TryBudget budget;
    private final LastWord lastWord = new LastWord();

    /** Let go when an answer begins: a stream may last for minutes, its request may be large. */
    private @Nullable RequestLook look;

    /** Read by the door keeper on any thread. */
    private volatile Set<NodeId> tried = Set.of();

    private @Nullable Ticket ticket;
    private @Nullable Attempt attempt;

    Journey(Roads roads, Asked asked, RequestLook look, Downstream downstream, Context context, Trip trip) {
        this.roads = roads;
        this.asked = asked;
        this.look = look;
        this.downstream = downstream;
        this.context = context;
        this.trip = trip;
        this.marks = new NodeMarks(roads.nodes(), trip.number());
        this.budget = new TryBudget(roads.policy().generations(), asked.callerOwnsTries());
    }

    void begin() {
        downstream.left().onSuccess(left -> context.runOnContext(now -> left()));
        seek();
    }

    private void seek() {
        trip.seeks();
        if (!asked.takesPlace()) {
            seekWithoutPlace();
            return;
        }
        Ticket asking = roads.admission().ask(new Wanted(look().body().length()));
        ticket = asking;
        asking.verdict().thenAccept(verdict -> context.runOnContext(now -> decided(verdict)));
    }

    /** What gives a node's engine no work waits for nothing. */
    private void seekWithoutPlace() {
        roads.choice().candidates(asked.demand(), tried).stream()
                .findFirst()
                .ifPresentOrElse(
                        candidate -> ask(Lease.ofNothing(candidate.place()), candidate),
                        () -> refused(Verdict.Reason.NOWHERE));
    }

    private void decided(Verdict verdict) {
        trip.wasQueued();
        if (verdict instanceof Verdict.Admitted admitted) {
            admitted(admitted.lease());
        } else if (!trip.isOver()) {
            refused(((Verdict.Refused) verdict).reason());
        }
    }

    private void admitted(Lease lease) {
        if (trip.isOver()) {
            lease.release();
            return;
        }
        Place place = lease.place();
        Optional<Candidate> candidate = roads.choice().at(asked.demand(), place);
        if (candidate.isEmpty() || !marks.enter(place.node(), place.model())) {
            // The node changed between the choice and the door.
            lease.release();
            seek();
            return;
        }
        ask(lease, candidate.get());
    }

    private void refused(Verdict.Reason reason) {
        if (lastWord.isThere()) {
            tellLastWord();
            return;
        }
        switch (reason) {
            case NOWHERE ->
                trip.refuse(ProblemCode.NO_NODE, "no node that could answer is up", Travelled.Outcome.REFUSED);
            case BUSY ->
                trip.refuse(
                        ProblemCode.ALL_NODES_BUSY,
                        "every node that could answer is busy, please try again later",
                        Travelled.Outcome.REFUSED);
            case FULL ->
                trip.refuse(
                        ProblemCode.ALL_NODES_BUSY,
                        "too many requests are waiting for a node, please try again later",
                        Travelled.Outcome.REFUSED);
            case LEFT -> trip.end(Travelled.Outcome.CANCELLED, 0);
        }
    }

    /** Whatever goes wrong here, the place is given back and the caller is told. */
    private void ask(Lease lease, Candidate candidate) {
        try {
            send(lease, candidate);
        } catch (RuntimeException surprise) {
            LOG.error("request could not be sent code=internal-error", surprise);
            lease.release();
            marks.nothing(candidate);
            trip.refuse(ProblemCode.INTERNAL_ERROR, "something went wrong on our side", Travelled.Outcome.UNANSWERED);
        }
    }

    private void send(Lease lease, Candidate candidate) {
        trip.asks(candidate);
        boolean warm = candidate.isWarm() || !asked.takesPlace();
        Attempt asking = roads.relay()
                .ask(call(candidate), roads.policy().patience().with(asked.streamed(), warm, asked.silence()));
        attempt = asking;
        asking.opening().onSuccess(opening -> opened(lease, candidate, opening));
    }

    private UpstreamCall call(Candidate candidate) {
        Buffer body = asked.demand().target() instanceof ModelTarget.Named
                ? look().body()
                : look().withModel(candidate.spelled());
        return UpstreamCall.on(
                asked.endpoint().surface(),
                HttpMethod.POST,
                candidate.node().node().url(),
                asked.endpoint().path() + asked.query(),
                asked.headers(),
                body);
    }

    private void opened(Lease lease, Candidate candidate, Opening opening) {
        trip.wasAtNode();
        if (opening instanceof Opening.Answered answered) {
            answered(lease, candidate, answered.answer());
            return;
        }
        lease.release();
        marks.opened(candidate, opening);
        if (opening instanceof Opening.Unanswered unanswered && !trip.isOver()) {
            lastWord.silent(unanswered.fault());
            goOn(candidate, budget.allowsAfter(unanswered.fault()));
        }
    }

    private void answered(Lease lease, Candidate candidate, Unstarted answer) {
        if (trip.isOver()) {
            answer.drop();
            marks.nothing(candidate);
            lease.release();
            return;
        }
        Judgement judgement = AnswerJudge.judge(asked.endpoint(), candidate.model(), answer);
        if (judgement == Judgement.GOOD) {
            passOn(lease, candidate, answer);
            return;
        }
        lease.release();
        marks.judged(candidate, judgement, answer.status());
        lastWord.said(answer);
        boolean more = budget.allowsAfter(judgement);
        if (judgement == Judgement.MISSING && more) {
            roads.probing()
                    .refresh(candidate.node().id())
                    .thenRun(() -> context.runOnContext(now -> goOn(candidate, true)));
        } else {
            goOn(candidate, more);
        }
    }

    /** To the next node, if the budget allows and there is one; waits for a busy one, but not for one that may come. */
    private void goOn(Candidate failed, boolean allowed) {
        if (trip.isOver()) {
            return;
        }
        Set<NodeId> more = new HashSet<>(tried);
        more.add(failed.node().id());
        tried = Set.copyOf(more);
        if (allowed && !roads.choice().candidates(asked.demand(), tried).isEmpty()) {
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

    private void passOn(Lease lease, Candidate candidate, Unstarted answer) {
        letGo();
        trip.firstByte();
        marks.began(candidate);
        answer.passOn(downstream, trip.headers(answer.headers())).onSuccess(ending -> {
            lease.release();
            marks.ended(candidate, ending);
            trip.end(outcome(ending), ending.bytes());
        });
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
        trip.body().giveBack();
        attempt = null;
        ticket = null;
    }

    /** The client left: all that comes before an answer is closed here. */
    private void left() {
        if (trip.isOver() || look == null) {
            return;
        }
        if (ticket != null) {
            ticket.leave();
        }
        if (attempt != null) {
            attempt.cancel();
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

    /** What wants the same, of the same nodes. */
    private record Kind(Demand demand, Set<NodeId> tried) {}

    /** What this journey would take, as the door keeper asks for it. */
    private final class Wanted implements Wish {

        private final long bytes;
        private final Kind kind;

        Wanted(long bytes) {
            this.bytes = bytes;
            this.kind = new Kind(asked.demand(), tried);
        }

        @Override
        public Object kind() {
            return kind;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public List<Place> places() {
            return roads.choice().candidates(asked.demand(), tried).stream()
                    .map(Candidate::place)
                    .toList();
        }
    }
}
