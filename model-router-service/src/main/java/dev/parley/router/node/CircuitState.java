package dev.parley.router.node;

import dev.parley.protocol.node.CircuitCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a model on a node is given requests, judged by the ends of real ones. Failures are counted per request, not per
 * try, so that one poisonous request opens nothing.
 *
 * <pre>
 *   Closed ──failures──► Open ──pause over──► HalfOpen ──begins to answer──► Recovering ──► Closed
 *      │                  ▲ ▲                    │ fails                         │ fails
 *      │                  │ └────────────────────┴───────────────────────────────┘
 *      └─hangs unloading─► Stuck
 * </pre>
 */
public sealed interface CircuitState {

    /** Nothing known against it. */
    CircuitState SOUND = new Closed(0, 0);

    /** Numbers of requests count from 1. */
    long NO_REQUEST = 0;

    /** The same, as others are told. */
    CircuitCondition condition();

    /** Why it gets less than others; empty where it does not. */
    default Optional<String> why() {
        return Optional.empty();
    }

    /** Whether a request may go there now. */
    boolean admits(Instant now);

    /** How much of what it may hold it is given, 0 to 1: one request at least. */
    default double share(Instant now) {
        return 1;
    }

    /** A request goes there. */
    CircuitState entered(Instant now);

    /**
     * It began to be answered, and may yet go on for minutes. Where it was on trial that is enough to let others in, though
     * the next failure shuts the door again.
     */
    default CircuitState began(Instant now, Limits limits) {
        return this;
    }

    /** It ended well. */
    default CircuitState succeeded(Instant now) {
        return SOUND;
    }

    /** It ended badly, by the node's fault. */
    CircuitState failed(Failure failure, Instant now, Limits limits);

    /** The node was looked at. @param unloading whether it still says that the model's time is over */
    default CircuitState looked(Instant now, boolean unloading) {
        return this;
    }

    /** The request on trial ended without telling anything. */
    default CircuitState unjudged(Instant now) {
        return this;
    }

    /** It hangs in its unloading: told by a hang while the node says that the model's time is over. */
    static CircuitState stuck(Instant now, Limits limits) {
        return new Stuck(now.plus(limits.stuckPause()));
    }

    /** Its node is back after it was lost. */
    static CircuitState back(Instant now, Limits limits) {
        return new Recovering(now, limits.slowStart(), 0, NO_REQUEST);
    }

    /**
     * When it opens and for how long.
     *
     * @param failures of different requests in a row
     * @param pause the first pause; doubled each time the trial fails
     * @param longestPause where doubling ends
     * @param longestRest what a node that asks to be left alone is given at most
     * @param stuckPause for a model that hangs in its unloading, unless the node says before that this is over
     * @param slowStart how long it takes to get all again
     */
    record Limits(
            int failures,
            Duration pause,
            Duration longestPause,
            Duration longestRest,
            Duration stuckPause,
            Duration slowStart) {

        /** Without rests, stuck models or a slow start. */
        public Limits(int failures, Duration pause, Duration longestPause) {
            this(failures, pause, longestPause, Duration.ZERO, pause, Duration.ZERO);
        }

        Duration pauseOfRound(int round) {
            Duration doubled = pause.multipliedBy(1L << Math.min(round, 20));
            return shorter(doubled, longestPause);
        }

        private Open open(Failure failure, Instant now, int round) {
            Duration asked =
                    failure.rest().map(rest -> shorter(rest, longestRest)).orElse(Duration.ZERO);
            Duration ours = pauseOfRound(round);
            return new Open(now.plus(asked.compareTo(ours) > 0 ? asked : ours), round, failure.why());
        }

        private Open rest(Failure failure, Duration asked, Instant now) {
            return new Open(now.plus(shorter(asked, longestRest)), 0, failure.why() + " and asked to be left alone");
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    /** Takes requests. */
    record Closed(int failures, long lastRequest) implements CircuitState {

        @Override
        public CircuitCondition condition() {
            return CircuitCondition.CLOSED;
        }

        @Override
        public boolean admits(Instant now) {
            return true;
        }

        @Override
        public CircuitState entered(Instant now) {
            return this;
        }

        @Override
        public CircuitState failed(Failure failure, Instant now, Limits limits) {
            int counted = failures > 0 && failure.request() == lastRequest ? failures : failures + 1;
            if (counted >= limits.failures()) {
                return limits.open(failure, now, 0);
            }
            return failure.rest()
                    .<CircuitState>map(rest -> limits.rest(failure, rest, now))
                    .orElse(new Closed(counted, failure.request()));
        }
    }

    /** Takes none until then. */
    record Open(Instant until, int round, String reason) implements CircuitState {

        @Override
        public CircuitCondition condition() {
            return CircuitCondition.OPEN;
        }

        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }

        @Override
        public boolean admits(Instant now) {
            return !now.isBefore(until);
        }

        @Override
        public CircuitState entered(Instant now) {
            return new HalfOpen(now, round, reason);
        }

        @Override
        public CircuitState failed(Failure failure, Instant now, Limits limits) {
            return this;
        }

        /** One that entered before it opened may still end well: that says nothing of now. */
        @Override
        public CircuitState succeeded(Instant now) {
            return this;
        }
    }

    /** One request is on trial; the others wait for its end. */
    record HalfOpen(Instant since, int round, String reason) implements CircuitState {

        /** A trial whose end was never told does not keep the door shut for ever. */
        private static final Duration FORGOTTEN = Duration.ofMinutes(10);

        @Override
        public CircuitCondition condition() {
            return CircuitCondition.HALF_OPEN;
        }

        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }

        @Override
        public boolean admits(Instant now) {
            return now.isAfter(since.plus(FORGOTTEN));
        }

        @Override
        public CircuitState entered(Instant now) {
            return new HalfOpen(now, round, reason);
        }

        @Override
        public CircuitState began(Instant now, Limits limits) {
            return new Recovering(now, limits.slowStart(), limits.failures() - 1, NO_REQUEST);
        }

        @Override
        public CircuitState unjudged(Instant now) {
            return new Open(now, round, reason);
        }

        @Override
        public CircuitState failed(Failure failure, Instant now, Limits limits) {
            return limits.open(failure, now, round + 1);
        }
    }

    /** Works again and gets more by and by: what was too much for it a moment ago would be again. */
    record Recovering(Instant since, Duration slowStart, int failures, long lastRequest) implements CircuitState {

        @Override
        public CircuitCondition condition() {
            return CircuitCondition.RECOVERING;
        }

        @Override
        public Optional<String> why() {
            return Optional.of("back a moment ago, is given more by and by");
        }

        @Override
        public boolean admits(Instant now) {
            return true;
        }

        @Override
        public double share(Instant now) {
            double passed = Duration.between(since, now).toMillis();
            return slowStart.isZero() ? 1 : Math.max(0, Math.min(1, passed / slowStart.toMillis()));
        }

        @Override
        public CircuitState entered(Instant now) {
            return this;
        }

        @Override
        public CircuitState succeeded(Instant now) {
            return isOver(now) ? SOUND : new Recovering(since, slowStart, 0, NO_REQUEST);
        }

        @Override
        public CircuitState looked(Instant now, boolean unloading) {
            return isOver(now) ? new Closed(failures, lastRequest) : this;
        }

        @Override
        public CircuitState failed(Failure failure, Instant now, Limits limits) {
            CircuitState next = new Closed(failures, lastRequest).failed(failure, now, limits);
            return next instanceof Closed closed
                    ? new Recovering(since, slowStart, closed.failures(), closed.lastRequest())
                    : next;
        }

        private boolean isOver(Instant now) {
            return !now.isBefore(since.plus(slowStart));
        }
    }

    /** Hangs in its unloading, as nodes sometimes do: not offered until the node says otherwise, or the time is over. */
    record Stuck(Instant until) implements CircuitState {

        private static final String REASON = "the model's time is over, but it is not unloaded and does not answer";

        @Override
        public CircuitCondition condition() {
            return CircuitCondition.STUCK;
        }

        @Override
        public Optional<String> why() {
            return Optional.of(REASON);
        }

        @Override
        public boolean admits(Instant now) {
            return !now.isBefore(until);
        }

        @Override
        public CircuitState entered(Instant now) {
            return new HalfOpen(now, 0, REASON);
        }

        @Override
        public CircuitState succeeded(Instant now) {
            return this;
        }

        @Override
        public CircuitState looked(Instant now, boolean unloading) {
            return unloading ? this : new Open(now, 0, REASON);
        }

        @Override
        public CircuitState failed(Failure failure, Instant now, Limits limits) {
            return this;
        }
    }
}
