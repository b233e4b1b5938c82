package dev.parley.router.relay;

import dev.parley.router.capacity.Lease;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Learning;
import dev.parley.transport.relay.Attempt;
import dev.parley.transport.relay.Downstream;
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
import org.jspecify.annotations.Nullable;

/**
 * One node's try at a request, from sending it to the end of its answer. However it ends, it gives its place back and leaves
 * its mark on the node, once.
 */
final class Try {

    private final Candidate candidate;
    private final Lease lease;
    private final NodeMarks marks;
    private final Learning.Lesson lesson;
    private @Nullable Attempt attempt;
    private boolean cancelled;

    /** What came of it, before anything was passed on. */
    sealed interface Result {

        /** The answer, to be passed on by {@link Try#passOn}. */
        record Good(Unstarted answer) implements Result {}

        /** An answer that is not good; the taker's to pass on or to drop. */
        record Bad(Judgement judgement, Unstarted answer) implements Result {}

        /** None. */
        record Silent(Fault fault) implements Result {}
    }

    Try(Candidate candidate, Lease lease, NodeMarks marks, Learning.Lesson lesson) {
        this.candidate = candidate;
        this.lease = lease;
        this.marks = marks;
        this.lesson = lesson;
    }

    Candidate candidate() {
        return candidate;
    }

    /** Asks the node. @param told of the result, unless this is cancelled before */
    void send(Relay relay, UpstreamCall call, Silences silences, Endpoint endpoint, Consumer<Result> told) {
        Attempt asking = relay.ask(call, silences);
        attempt = asking;
        asking.opening().onSuccess(opening -> opened(opening, endpoint, told));
    }

    /** Passes a good answer on. Completes when all is over; never fails. */
    Future<Ending> passOn(Unstarted answer, Downstream downstream, MultiMap headers) {
        marks.began(candidate);
        lesson.answered();
        return answer.passOn(downstream, headers).onSuccess(ending -> {
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
