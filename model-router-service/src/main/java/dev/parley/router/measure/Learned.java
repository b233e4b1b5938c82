package dev.parley.router.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * Everything seen of a model on a node. Immutable; means are in seconds and in tokens per second.
 *
 * @param held seconds for which an answer took its place
 * @param answers how many; not counted beyond some
 * @param asked when it was last given a request
 * @param last when something was last seen of it
 */
record Learned(
        Fading load,
        Fading firstByte,
        Fading held,
        Fading waited,
        Fading answerSpeed,
        Fading promptSpeed,
        int answers,
        Instant asked,
        Instant last) {

    /** One may be a slip, two may be chance. */
    private static final int ENOUGH_ANSWERS = 3;

    /** So many times as good is another thing. */
    private static final double MUCH = 3;

    static final Learned NOTHING = new Learned(
            Fading.NOTHING,
            Fading.NOTHING,
            Fading.NOTHING,
            Fading.NOTHING,
            Fading.NOTHING,
            Fading.NOTHING,
            0,
            Instant.EPOCH,
            Instant.EPOCH);

    Learned with(Observation seen, Instant now, Duration halfLife) {
        return new Learned(
                seen.load().map(time -> load.with(seconds(time), now, halfLife)).orElse(load),
                seen.firstByte()
                        .map(time -> time(firstByte, time, now, halfLife))
                        .orElse(firstByte),
                time(held, seen.held(), now, halfLife),
                waited.with(seconds(seen.waited()), now, halfLife),
                speed(answerSpeed, seen.answer(), now, halfLife),
                speed(promptSpeed, seen.prompt(), now, halfLife),
                Math.min(answers + 1, ENOUGH_ANSWERS),
                asked,
                now);
    }

    Learned loaded(Duration took, Instant now, Duration halfLife) {
        return new Learned(
                load.with(seconds(took), now, halfLife),
                firstByte,
                held,
                waited,
                answerSpeed,
                promptSpeed,
                answers,
                asked,
                now);
    }

    /** It is given a request. */
    Learned asked(Instant now) {
        return new Learned(load, firstByte, held, waited, answerSpeed, promptSpeed, answers, now, last);
    }

    /** Whether what it answered tells of it, rather than of one bad moment. */
    boolean isSure() {
        return answers >= ENOUGH_ANSWERS;
    }

    /** Whether it was given one that we have not seen answered, and may yet. */
    boolean isAwaited() {
        return asked.isAfter(last);
    }

    /** When it was last given a request, as far as we saw. */
    Instant lastAsked() {
        return asked.isAfter(last) ? asked : last;
    }

    private static Fading speed(Fading known, Observation.Amount seen, Instant now, Duration halfLife) {
        if (!seen.isTold()) {
            return known;
        }
        double speed = seen.tokens() / seconds(seen.time());
        return (known.isSingle() && speed > MUCH * known.mean() ? Fading.NOTHING : known).with(speed, now, halfLife);
    }

    /** A first answer may come from a node that has only just woken: if the second is much better, it does not count. */
    private static Fading time(Fading known, Duration seen, Instant now, Duration halfLife) {
        double value = seconds(seen);
        return (known.isSingle() && value * MUCH < known.mean() ? Fading.NOTHING : known).with(value, now, halfLife);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
