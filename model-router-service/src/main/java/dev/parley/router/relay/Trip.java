package dev.parley.router.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.alias.Drawn;
import dev.parley.router.capacity.Standing;
import dev.parley.router.capacity.Verdict;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.BodyBudget;
import dev.parley.transport.relay.record.Tally;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log of one request: where it was asked, where its time went, and how it ended. It ends once, and tells the caller and
 * the journal.
 */
final class Trip {

    private final long number;
    private final Endpoint endpoint;
    private final RelayPolicy policy;
    private final Journal.Entry entry;
    private final Stopwatch stopwatch = new Stopwatch();
    private final BodyBudget.Share body;
    private Audience audience;
    private @Nullable Candidate last;
    private @Nullable Duration firstByte;
    private @Nullable String route;
    private @Nullable Drawn drawn;
    private @Nullable ModelName elsewhere;
    private int attempts;
    private int queuePosition;
    private @Nullable String cached;
    private Standing refusedAt = Standing.NONE;
    private boolean over;

    /** @param number tells this request from all others of this process */
    Trip(long number, Endpoint endpoint, Audience audience, RelayPolicy policy, Journal journal) {
        this.number = number;
        this.endpoint = endpoint;
        this.audience = audience;
        this.policy = policy;
        this.entry = journal.begin();
        this.body = policy.bodies().share();
    }

    long number() {
        return number;
    }

    /** What its body takes of the room for all. */
    BodyBudget.Share body() {
        return body;
    }

    boolean isOver() {
        return over;
    }

    /** From now on these get what comes of it. */
    void audience(Audience next) {
        audience = next;
    }

    /** What came of the cache. */
    void cached(String how) {
        cached = how;
    }

    void seeks() {
        stopwatch.lap();
    }

    void seeksPlace() {
        entry.note(new Step.PlaceSought());
    }

    void seeksAnotherModel() {
        entry.note(new Step.AnotherModelSought());
    }

    void wasQueued() {
        stopwatch.wasQueued();
    }

    /** Where it stood first is told. */
    void waited(Standing began) {
        if (queuePosition == 0) {
            queuePosition = began.position();
        }
    }

    void asks(Candidate candidate) {
        attempts++;
        last = candidate;
        stopwatch.lap();
        entry.note(asked(candidate, false));
    }

    /** A second node is asked beside the first. */
    void asksToo(Candidate candidate) {
        attempts++;
        entry.note(asked(candidate, true));
    }

    private Step.Asked asked(Candidate candidate, boolean hedge) {
        return new Step.Asked(candidate.node().id(), candidate.model(), attempts, stopwatch.queued(), hedge);
    }

    /** This one gave no answer that could be passed on. */
    void failedAt(Candidate candidate, String why) {
        entry.note(new Step.Failed(candidate.node().id(), why));
    }

    /** This one answers. */
    void answeredBy(Candidate candidate) {
        last = candidate;
        entry.note(new Step.Answering(candidate.node().id(), candidate.model()));
    }

    /** No node was asked for it: this one answered somebody else. */
    void answeredElsewhere(ModelName model) {
        elsewhere = model;
    }

    /** It asks for an alias, and was given this. */
    void draws(Drawn variant) {
        drawn = variant;
    }

    /** @param reasons for the node that it goes to, to be told */
    void goes(String reasons) {
        route = reasons;
    }

    void wasAtNode() {
        stopwatch.wasAtNode();
    }

    void firstByte() {
        firstByte = stopwatch.whole();
    }

    /** The headers of the last node's answer as the caller gets it. */
    MultiMap headers(MultiMap ofNode) {
        MultiMap headers = policy.toCallers().of(ofNode);
        tell(headers);
        return headers;
    }

    /** Answers with an error of ours, in the surface's own words, and ends. */
    void refuse(ProblemCode code, String message, Travelled.Outcome outcome) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        tell(headers);
        if (code.status() == 503) {
            headers.set("Retry-After", String.valueOf(policy.queue().secondsToRetry(refusedAt)));
        }
        audience.refuse(new Refusal(endpoint.surface(), code, message, headers, outcome));
        end(outcome, Tally.NONE);
    }

    /** No place was found for it. */
    void turnAway(Verdict.Refused why) {
        refusedAt = why.standing();
        queuePosition = why.standing().position();
        switch (why.reason()) {
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
            case SHARE ->
                refuse(
                        ProblemCode.ALL_NODES_BUSY,
                        "too many requests of yours are waiting for a node, please try again later",
                        Travelled.Outcome.REFUSED);
            case CLOSING ->
                refuse(
                        ProblemCode.SERVICE_UNAVAILABLE,
                        "this router is about to go, please try again",
                        Travelled.Outcome.REFUSED);
            case LEFT -> end(Travelled.Outcome.CANCELLED, Tally.NONE);
        }
    }

    void end(Travelled.Outcome outcome, Tally tally) {
        if (over) {
            return;
        }
        over = true;
        body.giveBack();
        entry.note(new Step.Ended(new Travelled(
                endpoint,
                outcome,
                Optional.ofNullable(last).map(candidate -> candidate.node().id()),
                Optional.ofNullable(last).map(Candidate::model).or(() -> Optional.ofNullable(elsewhere)),
                attempts,
                stopwatch.queued(),
                Optional.ofNullable(firstByte),
                stopwatch.whole(),
                tally,
                Optional.ofNullable(drawn))));
    }

    /** What is known before there is an answer. */
    MultiMap early(Demand asked) {
        stopwatch.wasQueued();
        stopwatch.lap();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        tell(headers);
        if (asked.target() instanceof ModelTarget.Named named) {
            headers.set(RelayHeaders.MODEL, named.name().display());
        }
        return headers;
    }

    private void tell(MultiMap headers) {
        if (last != null) {
            headers.set(RelayHeaders.NODE, last.node().id().value());
            headers.set(RelayHeaders.MODEL, last.model().display());
        }
        if (drawn != null) {
            headers.set(RelayHeaders.VARIANT, drawn.variant().display());
        }
        if (route != null) {
            headers.set(RelayHeaders.ROUTE, route);
        }
        if (cached != null) {
            headers.set(RelayHeaders.CACHE, cached);
        }
        headers.set(RelayHeaders.ATTEMPTS, String.valueOf(attempts));
        headers.set(RelayHeaders.QUEUE_MS, String.valueOf(stopwatch.queued().toMillis()));
        if (queuePosition > 0) {
            headers.set(RelayHeaders.QUEUE_POSITION, String.valueOf(queuePosition));
        }
        headers.set(
                RelayHeaders.OVERHEAD_MS, String.valueOf(stopwatch.overhead().toMillis()));
    }
}
