package dev.parley.router.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * Everything seen of a model on a node. Immutable; means are in seconds and in tokens per second.
 *
 * @param held seconds for which an answer took its place
 */
record Learned(
        Fading load,
        Fading firstByte,
        Fading held,
        Fading waited,
        Fading answerSpeed,
        Fading promptSpeed,
        Instant last) {

    static final Learned NOTHING = new Learned(
            Fading.NOTHING,
            Fading.NOTHING,
            Fading.NOTHING,
            Fading.NOTHING,
            Fading.NOTHING,
            Fading.NOTHING,
            Instant.EPOCH);

    Learned with(Observation seen, Instant now, Duration halfLife) {
        return new Learned(
                seen.load().map(time -> load.with(seconds(time), now, halfLife)).orElse(load),
                seen.firstByte()
                        .map(time -> firstByte.with(seconds(time), now, halfLife))
                        .orElse(firstByte),
                held.with(seconds(seen.held()), now, halfLife),
                waited.with(seconds(seen.waited()), now, halfLife),
                speed(answerSpeed, seen.answer(), now, halfLife),
                speed(promptSpeed, seen.prompt(), now, halfLife),
                now);
    }

    private static Fading speed(Fading known, Observation.Amount seen, Instant now, Duration halfLife) {
        return seen.isTold() ? known.with(seen.tokens() / seconds(seen.time()), now, halfLife) : known;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
