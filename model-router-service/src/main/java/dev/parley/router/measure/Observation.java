package dev.parley.router.measure;

import dev.parley.transport.relay.record.NodeTimes;
import dev.parley.transport.relay.record.Tally;
import java.time.Duration;
import java.util.Optional;

/**
 * What one whole answer told of the node that gave it. Parts of an answer tell nothing: how long the rest would have taken is
 * not known.
 *
 * @param load until the model was ready; empty if it was ready before
 * @param firstByte from asking to the first byte, without the load; empty where an answer comes all at once
 * @param held from asking to the end, without the load: for so long it took a place
 * @param waited how much of it the node let it wait for a slot
 */
public record Observation(
        Optional<Duration> load,
        Optional<Duration> firstByte,
        Duration held,
        Duration waited,
        Amount prompt,
        Amount answer) {

    /** A model in memory is ready at once, though nodes tell some milliseconds for finding it. */
    private static final Duration LEAST_LOAD = Duration.ofMillis(200);

    /** So many tokens in so much time; none tells nothing. */
    public record Amount(long tokens, Duration time) {

        public static final Amount NONE = new Amount(0, Duration.ZERO);

        boolean isTold() {
            return tokens > 0 && !time.isZero() && !time.isNegative();
        }
    }

    /**
     * Of a whole answer. The node's own times are believed; where it tells none, our watch is.
     *
     * @param toFirstByte from asking to the first byte
     * @param toEnd from asking to the end
     * @param wasCold whether the model had to be loaded as far as we knew
     * @param usualFirstByte of warm answers of this model there, to tell a load from where nobody tells it
     */
    public static Observation of(
            Tally tally, Optional<Duration> toFirstByte, Duration toEnd, boolean wasCold, Duration usualFirstByte) {
        Optional<NodeTimes> times = tally.times();
        Duration load = times.map(NodeTimes::load)
                .orElseGet(() -> wasCold ? toFirstByte.orElse(toEnd).minus(usualFirstByte) : Duration.ZERO);
        boolean loaded = isLoad(load);
        Duration took = loaded ? load : Duration.ZERO;
        return new Observation(
                loaded ? Optional.of(load) : Optional.empty(),
                toFirstByte.map(first -> notBelowZero(first.minus(took))),
                notBelowZero(toEnd.minus(took)),
                times.map(NodeTimes::waited).orElse(Duration.ZERO),
                times.map(told -> new Amount(tally.promptTokens().orElse(0), told.prompt()))
                        .orElse(Amount.NONE),
                times.map(told -> new Amount(tally.answerTokens().orElse(0), told.answer()))
                        .orElseGet(
                                () -> new Amount(tally.answerTokensOrGuess(), toEnd.minus(toFirstByte.orElse(took)))));
    }

    /** Whether a model cannot have been there. */
    static boolean isLoad(Duration time) {
        return time.compareTo(LEAST_LOAD) >= 0;
    }

    private static Duration notBelowZero(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
