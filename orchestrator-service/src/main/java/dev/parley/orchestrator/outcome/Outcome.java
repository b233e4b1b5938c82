package dev.parley.orchestrator.outcome;

import dev.parley.protocol.problem.ProblemCode;
import java.util.function.Function;

/** What was asked for, or why it was refused. Failures that nobody expected travel as failures, not as this. */
public sealed interface Outcome<T> {

    /** It was done. */
    record Given<T>(T value) implements Outcome<T> {}

    /** It was not, and nothing was changed. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** It was done. */
    static <T> Outcome<T> given(T value) {
        return new Given<>(value);
    }

    /** It was refused. */
    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** It was refused, and no field is to blame. */
    static <T> Outcome<T> refused(ProblemCode code, String detail) {
        return new Refused<>(Refusal.of(code, detail));
    }

    /** The same refusal, or what {@code next} makes of the value. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        if (this instanceof Given<T> given) {
            return next.apply(given.value());
        }
        return new Refused<>(((Refused<T>) this).refusal());
    }

    /** The same refusal, or the value seen through {@code view}. */
    default <R> Outcome<R> map(Function<T, R> view) {
        return then(value -> new Given<>(view.apply(value)));
    }
}
