package dev.parley.router.node;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a model on a node is given requests, judged by the ends of real ones. Failures are counted per request, not per
 * try, so that one poisonous request opens nothing.
 */
public sealed interface CircuitState {

    /** Nothing known against it. */
    CircuitState SOUND = new Closed(0, 0);

    /** Whether a request may go there now. */
    boolean admits(Instant now);

    /** A request goes there. */
    CircuitState entered(Instant now);

    /**
     * It began to be answered, and may yet go on for minutes. Where it was on trial that is enough to let others in, though
     * the next failure shuts the door again.
     */
    default CircuitState began(Limits limits) {
        return this;
    }

    /** It ended well. */
    default CircuitState succeeded() {
        return SOUND;
    }

    /** It ended badly, by the node's fault. @param request the request's number, the same for all its tries */
    CircuitState failed(long request, Instant now, Limits limits);

    /**
     * When it opens and for how long.
     *
     * @param failures of different requests in a row
     * @param pause the first pause; doubled each time the trial fails
     * @param longestPause where doubling ends
     */
    record Limits(int failures, Duration pause, Duration longestPause) {

        Duration pauseOfRound(int round) {
            Duration doubled = pause.multipliedBy(1L << Math.min(round, 20));
            return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
        }
    }

    /** Takes requests. */
    record Closed(int failures, long lastRequest) implements CircuitState {

        @Override
        public boolean admits(Instant now) {
            return true;
        }

        @Override
        public CircuitState entered(Instant now) {
            return this;
        }

        @Override
        public CircuitState failed(long request, Instant now, Limits limits) {
            int counted = failures > 0 && request == lastRequest ? failures : failures + 1;
            return counted >= limits.failures()
                    ? new Open(now.plus(limits.pauseOfRound(0)), 0)
                    : new Closed(counted, request);
        }
    }

    /** Takes none until then. */
    record Open(Instant until, int round) implements CircuitState {

        @Override
        public boolean admits(Instant now) {
            return !now.isBefore(until);
        }

        @Override
        public CircuitState entered(Instant now) {
            return new HalfOpen(now, round);
        }

        @Override
        public CircuitState failed(long request, Instant now, Limits limits) {
            return this;
        }
    }

    /** One request is on trial; the others wait for its end. */
    record HalfOpen(Instant since, int round) implements CircuitState {

        /** A trial whose end was never told does not keep the door shut for ever. */
        private static final Duration FORGOTTEN = Duration.ofMinutes(10);

        /** Numbers of requests count from 1. */
        private static final long NO_REQUEST = 0;

        @Override
        public boolean admits(Instant now) {
            return now.isAfter(since.plus(FORGOTTEN));
        }

        @Override
        public CircuitState entered(Instant now) {
            return new HalfOpen(now, round);
        }

        @Override
        public CircuitState began(Limits limits) {
            return new Closed(limits.failures() - 1, NO_REQUEST);
        }

        @Override
        public CircuitState failed(long request, Instant now, Limits limits) {
            return new Open(now.plus(limits.pauseOfRound(round + 1)), round + 1);
        }
    }
}
