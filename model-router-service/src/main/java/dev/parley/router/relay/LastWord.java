package dev.parley.router.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.Unstarted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the last node that failed said: it is what the caller gets if no other does better. */
final class LastWord {

    private @Nullable Unstarted answer;
    private @Nullable Silence silence;

    /** Told in our words. */
    record Silence(ProblemCode code, String sentence) {}

    /** It answered, but not well. The answer is kept open until it is taken or forgotten. */
    void said(Unstarted refusal) {
        forget();
        answer = refusal;
    }

    /** It gave no answer. */
    void silent(ProblemCode code, String sentence) {
        forget();
        silence = new Silence(code, sentence);
    }

    /** Whether any node has failed. */
    boolean isThere() {
        return answer != null || silence != null;
    }

    /** The answer, which is then the taker's to pass on or drop. */
    Optional<Unstarted> takeAnswer() {
        Optional<Unstarted> taken = Optional.ofNullable(answer);
        answer = null;
        return taken;
    }

    /** Why there was no answer. */
    Optional<Silence> silence() {
        return Optional.ofNullable(silence);
    }

    void forget() {
        takeAnswer().ifPresent(Unstarted::drop);
        silence = null;
    }
}
