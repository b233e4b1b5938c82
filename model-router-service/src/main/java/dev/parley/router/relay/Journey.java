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
import dev.parley.transport.relay.Attempt;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Opening;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.UpstreamCall;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
final class Journey implements Wish {

    private final Roads roads;
    private final Asked asked;
    private final Downstream downstream;
    private final Context context;
    private final long number;
    private final Stopwatch stopwatch;
    private final Answering answering;
    private final TryBudget budget;

    /** Read by the door keeper on any thread. */
    private volatile Set<NodeId> tried = Set.of();

    private @Nullable Ticket ticket;
    private @Nullable Attempt attempt;
    private @Nullable Candidate last;
    private @Nullable Unstarted lastAnswer;
    private @Nullable Fault lastFault;
    private @Nullable Duration firstByte;
    private int attempts;
    private boolean over;

    /** @param number tells this request from all others of this process */
    Journey(Roads roads, Asked asked, Downstream downstream, Context context, long number, Stopwatch stopwatch) {
        this.roads = roads;
        this.asked = asked;
        this.downstream = downstream;
        this.context = context;
        this.number = number;
        this.stopwatch = stopwatch;
        this.answering = new Answering(asked.endpoint(), downstream, roads.policy(), stopwatch);
        this.budget = new TryBudget(roads.policy().generations(), asked.callerOwnsTries());
    }

    void begin() {
        downstream.left().onSuccess(left -> context.runOnContext(now -> left()));
        seek();
    }

    @Override
    public String kind() {
        String pin = asked.demand().pinned().map(NodeId::value).orElse("");
        String model = asked.demand().target() instanceof ModelTarget.Named named
                ? named.name().toString()
                : asked.demand().target().written();
        return asked.demand().work() + " " + asked.demand().ollamaApi() + " " + model + " " + pin + " " + tried.size();
    }

    @Override
    public long bytes() {
        return asked.look().body().length();
    }

    @Override
    public List<Place> places() {
        return roads.choice().candidates(asked.demand(), tried).stream()
                .map(Candidate::place)
                .toList();
    }

    private void seek() {
        stopwatch.lap();
        if (!asked.endpoint().takesPlace()) {
            seekWithoutPlace();
            return;
        }
        Ticket asking = roads.admission().ask(this);
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
        stopwatch.wasQueued();
        if (verdict instanceof Verdict.Admitted admitted) {
            admitted(admitted.lease());
        } else if (!over) {
            refused(((Verdict.Refused) verdict).reason());
        }
    }

    private void admitted(Lease lease) {
        if (over) {
            lease.release();
            return;
        }
        Place place = lease.place();
        Optional<Candidate> candidate = roads.choice().at(asked.demand(), place);
        if (candidate.isEmpty() || !roads.nodes().enter(place.node(), place.model())) {
            // The node changed between the choice and the door.
            lease.release();
            seek();
            return;
        }
        ask(lease, candidate.get());
    }

    private void refused(Verdict.Reason reason) {
        if (lastAnswer != null || lastFault != null) {
            tellLast();
            return;
        }
        switch (reason) {
            case NOWHERE -> refuse(ProblemCode.NO_NODE, "no node that could answer is up", Travelled.Outcome.REFUSED);
            case BUSY ->
                refuse(
                        ProblemCode.ALL_NODES_BUSY,
                        "every node that could answer is busy, please try again later",
                        Travelled.Outcome.REFUSED);
            case FULL ->
                refuse(
                        ProblemCode.ALL_NODES_BUSY,
                        "too many requests are waiting for a node, please try again later",
                        Travelled.Outcome.REFUSED);
            case LEFT -> end(Travelled.Outcome.CANCELLED, 0);
        }
    }

    private void ask(Lease lease, Candidate candidate) {
        attempts++;
        last = candidate;
        stopwatch.lap();
        Patience patience = roads.policy().patience();
        boolean warm = candidate.isWarm() || !asked.endpoint().takesPlace();
        Attempt asking = roads.relay().ask(call(candidate), patience.with(asked.streamed(), warm, asked.silence()));
        attempt = asking;
        asking.opening().onSuccess(opening -> opened(lease, candidate, opening));
    }

    private UpstreamCall call(Candidate candidate) {
        Buffer body = asked.demand().target() instanceof ModelTarget.Named
                ? asked.look().body()
                : asked.look().withModel(candidate.spelled());
        return UpstreamCall.on(
                asked.endpoint().surface(),
                HttpMethod.POST,
                candidate.node().node().url(),
                asked.endpoint().path() + asked.query(),
                asked.headers(),
                body);
    }

    private void opened(Lease lease, Candidate candidate, Opening opening) {
        stopwatch.wasAtNode();
        if (opening instanceof Opening.Answered answered) {
            answered(lease, candidate, answered.answer());
            return;
        }
        lease.release();
        if (opening instanceof Opening.Unanswered unanswered) {
            roads.nodes()
                    .failed(
                            candidate.node().id(),
                            candidate.model(),
                            number,
                            unanswered.fault().sentence());
            if (!over) {
                lastFault = unanswered.fault();
                forgetLastAnswer();
                goOn(candidate, budget.allowsAfter(unanswered.fault()));
            }
        } else {
            roads.nodes().unjudged(candidate.node().id(), candidate.model());
        }
    }

    private void answered(Lease lease, Candidate candidate, Unstarted answer) {
        if (over) {
            answer.drop();
            roads.nodes().unjudged(candidate.node().id(), candidate.model());
            lease.release();
            return;
        }
        Judgement judgement = AnswerJudge.judge(asked.endpoint(), candidate.model(), answer);
        if (judgement == Judgement.GOOD) {
            forgetLastAnswer();
            passOn(lease, candidate, answer);
            return;
        }
        lease.release();
        mark(candidate, judgement, answer.status());
        forgetLastAnswer();
        lastAnswer = answer;
        lastFault = null;
        boolean more = budget.allowsAfter(judgement);
        if (judgement == Judgement.MISSING && more) {
            roads.probing()
                    .refresh(candidate.node().id())
                    .thenRun(() -> context.runOnContext(now -> goOn(candidate, true)));
        } else {
            goOn(candidate, more);
        }
    }

    private void mark(Candidate candidate, Judgement judgement, int status) {
        NodeId node = candidate.node().id();
        switch (judgement) {
            case NODE_FAULT, BUSY -> roads.nodes().failed(node, candidate.model(), number, "answered " + status);
            case MISSING, REQUEST_FAULT, GOOD -> roads.nodes().unjudged(node, candidate.model());
        }
    }

    /** To the next node, if the budget allows and there is one; waits for a busy one, but not for one that may come. */
    private void goOn(Candidate failed, boolean allowed) {
        if (over) {
            return;
        }
        Set<NodeId> more = new HashSet<>(tried);
        more.add(failed.node().id());
        tried = Set.copyOf(more);
        if (allowed && !places().isEmpty()) {
            seek();
        } else {
            tellLast();
        }
    }

    /** Nobody is left to ask: the last node's own words, or what was wrong with it. */
    private void tellLast() {
        if (lastAnswer != null && last != null) {
            Unstarted answer = lastAnswer;
            lastAnswer = null;
            answer.passOn(downstream, answering.headers(answer.headers(), last, attempts))
                    .onSuccess(ending -> end(Travelled.Outcome.REJECTED, ending.bytes()));
        } else if (lastFault != null) {
            refuse(lastFault.code(), lastFault.sentence(), Travelled.Outcome.UNANSWERED);
        }
    }

    private void passOn(Lease lease, Candidate candidate, Unstarted answer) {
        firstByte = stopwatch.whole();
        answer.passOn(downstream, answering.headers(answer.headers(), candidate, attempts))
                .onSuccess(ending -> arrived(lease, candidate, ending));
    }

    private void arrived(Lease lease, Candidate candidate, Ending ending) {
        lease.release();
        NodeId node = candidate.node().id();
        if (ending instanceof Ending.Completed) {
            roads.nodes().succeeded(node, candidate.model());
            end(Travelled.Outcome.COMPLETED, ending.bytes());
        } else if (ending instanceof Ending.Failed failed) {
            roads.nodes().failed(node, candidate.model(), number, failed.fault().sentence());
            end(Travelled.Outcome.BROKEN, ending.bytes());
        } else {
            roads.nodes().unjudged(node, candidate.model());
            end(Travelled.Outcome.CANCELLED, ending.bytes());
        }
    }

    /** The client left. An answer on its way closes itself; all that comes before it is closed here. */
    private void left() {
        if (over || firstByte != null) {
            return;
        }
        if (ticket != null) {
            ticket.leave();
        }
        if (attempt != null) {
            attempt.cancel();
        }
        end(Travelled.Outcome.CANCELLED, 0);
    }

    private void refuse(ProblemCode code, String message, Travelled.Outcome outcome) {
        answering.refuse(code, message, last, attempts);
        end(outcome, 0);
    }

    private void forgetLastAnswer() {
        if (lastAnswer != null) {
            lastAnswer.drop();
            lastAnswer = null;
        }
    }

    private void end(Travelled.Outcome outcome, long bytes) {
        if (over) {
            return;
        }
        over = true;
        forgetLastAnswer();
        roads.journal()
                .ended(new Travelled(
                        asked.endpoint(),
                        outcome,
                        Optional.ofNullable(last)
                                .map(candidate -> candidate.node().id()),
                        Optional.ofNullable(last).map(Candidate::model),
                        attempts,
                        stopwatch.queued(),
                        Optional.ofNullable(firstByte),
                        stopwatch.whole(),
                        bytes));
    }
}
