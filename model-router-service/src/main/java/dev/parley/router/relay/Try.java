package dev.parley.router.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.capacity.Lease;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Learning;
import dev.parley.transport.relay.Attempt;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Opening;
import dev.parley.transport.relay.Relay;
import dev.parley.transport.relay.Silences;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.UpstreamCall;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One node's try at a request, from sending it to the end of its answer. However it ends, it gives its place back and leaves
 * its mark on the node, once.
 */
final class Try {

    private final Candidate candidate;
    private final Lease lease;
    private final NodeMarks marks;
    private final Supplier<Learning.Lesson> lessons;
    private Learning.Lesson lesson = Learning.Lesson.NONE;
    private @Nullable Attempt attempt;
    private @Nullable Warming waits;
    private boolean cancelled;

    /** What came of it, before anything was passed on. */
    sealed interface Result {

        /** The answer, to be passed on by {@link Try#passOn}. */
        record Good(Unstarted answer) implements Result {}

        /** An answer that is not good; the taker's to pass on or to drop. */
        record Bad(Judgement judgement, Unstarted answer) implements Result {}

        /** None. */
        record Silent(Fault fault) implements Result {}

        /** It was not even asked: the model is not in its memory. @param code that tells why, if it comes to that */
        record NotLoaded(ProblemCode code, String why) implements Result {}
    }

    /** @param lessons what is learned from it once it is sent */
    Try(Candidate candidate, Lease lease, NodeMarks marks, Supplier<Learning.Lesson> lessons) {
        this.candidate = candidate;
        this.lease = lease;
        this.marks = marks;
        this.lessons = lessons;
    }

    Candidate candidate() {
        return candidate;
    }

    /**
     * Has the model taken into the node's memory, by nobody's request: that goes on when this is cancelled.
     *
     * @param ready what to do then
     * @param told of the result if there is nothing to do any more, unless this is cancelled before
     */
    void warm(Warming warming, Runnable ready, Consumer<Result> told) {
        waits = warming;
        warming.begin(end -> {
            waits = null;
            if (end instanceof Preloaded.Ready) {
                ready.run();
            } else {
                notLoaded(end, told);
            }
        });
    }

    private void notLoaded(Preloaded end, Consumer<Result> told) {
        giveBack();
        if (end instanceof Preloaded.Refused refused) {
            marks.notLoaded(candidate, refused.failure());
            told.accept(new Result.NotLoaded(
                    refused.judgement() == Judgement.BUSY ? ProblemCode.ALL_NODES_BUSY : ProblemCode.NODE_FAILED,
                    refused.words()));
        } else if (end instanceof Preloaded.Silent silent) {
            silent.failure()
                    .ifPresentOrElse(failure -> marks.notLoaded(candidate, failure), () -> marks.nothing(candidate));
            told.accept(
                    new Result.NotLoaded(silent.fault().code(), silent.fault().sentence()));
        }
    }

    /** Asks the node. @param told of the result, unless this is cancelled before */
    void send(Relay relay, UpstreamCall call, Silences silences, Endpoint endpoint, Consumer<Result> told) {
        lesson = lessons.get();
        Attempt asking = relay.ask(call, silences);
        attempt = asking;
        asking.opening().onSuccess(opening -> opened(opening, endpoint, told));
    }

    /** Passes a good answer on. Completes when all is over; never fails. */
    Future<Ending> passOn(Unstarted answer, Audience audience, MultiMap headers) {
        marks.began(candidate);
        lesson.answered();
        return audience.passOn(answer, headers).onSuccess(ending -> {
            if (ending instanceof Ending.Completed completed) {
                lesson.whole(completed.tally());
            }
            giveBack();
            marks.ended(candidate, ending);
        });
    }

    /** Whether nothing of an answer has come yet, not even its head. */
    boolean isMute() {
        return attempt != null && !attempt.hasHead();
    }

    /** Gives it up: the node is told by its closed connection. Does nothing once there was a result. */
    void cancel() {
        cancelled = true;
        if (attempt != null) {
            attempt.cancel();
        } else if (waits != null) {
            waits.leave();
            waits = null;
            forget();
        }
    }

    /** It came to nothing by no fault of the node. */
    void forget() {
        giveBack();
        marks.nothing(candidate);
    }

    private void giveBack() {
        lesson.over();
        lease.release();
    }

    private void opened(Opening opening, Endpoint endpoint, Consumer<Result> told) {
        if (opening instanceof Opening.Answered answered) {
            answered(answered.answer(), endpoint, told);
            return;
        }
        giveBack();
        marks.opened(candidate, opening);
        if (opening instanceof Opening.Unanswered unanswered && !cancelled) {
            told.accept(new Result.Silent(unanswered.fault()));
        }
    }

    private void answered(Unstarted answer, Endpoint endpoint, Consumer<Result> told) {
        if (cancelled) {
            answer.drop();
            forget();
            return;
        }
        Judgement judgement = AnswerJudge.judge(endpoint, candidate.model(), answer);
        if (judgement == Judgement.GOOD) {
            told.accept(new Result.Good(answer));
            return;
        }
        giveBack();
        marks.judged(candidate, judgement, answer);
        told.accept(new Result.Bad(judgement, answer));
    }
}
