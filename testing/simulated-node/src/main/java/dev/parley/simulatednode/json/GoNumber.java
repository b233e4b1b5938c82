package dev.parley.simulatednode.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/** Floating-point numbers in the shortest form that reads back equal, laid out as Go's JSON encoder does. */
public final class GoNumber {

    private static final double SMALLEST_PLAIN = 1e-6;
    private static final double LARGEST_PLAIN = 1e21;

    private GoNumber() {}

    public static String of(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest =
                shorten(new BigDecimal(Double.toString(value)), candidate -> candidate.doubleValue() == value);
        return layout(shortest, Math.abs(value));
    }

    public static String of(float value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest =
                shorten(new BigDecimal(Float.toString(value)), candidate -> candidate.floatValue() == value);
        return layout(shortest, Math.abs(value));
    }

    /** JDK 17 sometimes prints one digit too many (JDK-4511638). */
    private static BigDecimal shorten(BigDecimal number, Predicate<BigDecimal> readsBack) {
        BigDecimal best = number.stripTrailingZeros();
        while (best.precision() > 1) {
            BigDecimal shorter = best.round(new MathContext(best.precision() - 1, RoundingMode.HALF_EVEN))
                    .stripTrailingZeros();
            if (!readsBack.test(shorter)) {
                return best;
            }
            best = shorter;
        }
        return best;
    }

    private static String layout(BigDecimal number, double magnitude) {
        if (magnitude >= SMALLEST_PLAIN && magnitude < LARGEST_PLAIN) {
            return number.toPlainString();
        }
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - number.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = number.signum() < 0 ? "-" : "";
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "" : "+") + exponent;
    }
}
