package dev.parley.router.price;

import dev.parley.router.model.ModelName;
import java.math.BigDecimal;

/**
 * What a model costs.
 *
 * @param input a million tokens of prompts, 0 to {@link #MOST} with at most {@link #DECIMALS} decimals
 * @param output a million tokens of answers, within the same bounds
 */
public record Price(ModelName model, BigDecimal input, BigDecimal output) {

    /** More than any model costs in any currency that is still used. */
    public static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    /** A millionth of a million tokens is a token: what it costs is told to the millionth. */
    public static final int DECIMALS = 6;

    /** @throws IllegalArgumentException naming what is out of bounds */
    public Price {
        input = checked("input", input);
        output = checked("output", output);
    }

    private static BigDecimal checked(String what, BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        if (plain.signum() < 0 || plain.compareTo(MOST) > 0 || plain.scale() > DECIMALS) {
            throw new IllegalArgumentException(
                    what + ": " + amount + " (expected: 0 to " + MOST + ", at most " + DECIMALS + " decimals)");
        }
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
