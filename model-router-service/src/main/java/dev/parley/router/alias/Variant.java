package dev.parley.router.alias;

import dev.parley.router.model.ModelTarget;

/**
 * One of the models that an alias stands for.
 *
 * @param weight its part of the whole, {@code 1} to {@link #HEAVIEST}
 */
public record Variant(ModelTarget.Named model, int weight) {

    /** One in a thousand is as little as can be asked for. */
    public static final int HEAVIEST = 1_000;

    public Variant {
        if (weight < 1 || weight > HEAVIEST) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: 1 to " + HEAVIEST + ")");
        }
    }
}
