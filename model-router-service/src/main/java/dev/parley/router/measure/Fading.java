package dev.parley.router.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * A mean in which what was seen long ago counts less: half as much after each half-life. Immutable.
 *
 * @param weight how many values it stands for
 * @param sum of the values, each by its weight
 * @param squares of the values, each by its weight
 * @param at when the last value came
 */
record Fading(double weight, double sum, double squares, Instant at) {

    /** Without any value. */
    static final Fading NOTHING = new Fading(0, 0, 0, Instant.EPOCH);

    /** Less than this is forgotten: a single value after five half-lives. */
    private static final double LEAST_WEIGHT = 1.0 / 32;

    Fading with(double value, Instant now, Duration halfLife) {
        double rest = rest(now, halfLife);
        return new Fading(weight * rest + 1, sum * rest + value, squares * rest + value * value, now);
    }

    boolean isKnown(Instant now, Duration halfLife) {
        boolean surely = weight >= 2 * LEAST_WEIGHT && now.isBefore(at.plus(halfLife));
        return surely || (weight > 0 && weight * rest(now, halfLife) >= LEAST_WEIGHT);
    }

    /** Whether it is of one value, or of none that counts beside it. */
    boolean isSingle() {
        return weight > 0 && weight <= 1;
    }

    double mean() {
        return sum / weight;
    }

    /** How far values lie from their mean, as a rule; as far as the mean itself while there are too few to tell. */
    double spread() {
        if (weight < 2) {
            return mean();
        }
        return Math.sqrt(Math.max(0, squares / weight - mean() * mean()));
    }

    private double rest(Instant now, Duration halfLife) {
        double passed = Math.max(0, Duration.between(at, now).toMillis());
        return weight == 0 ? 0 : Math.pow(0.5, passed / halfLife.toMillis());
    }
}
