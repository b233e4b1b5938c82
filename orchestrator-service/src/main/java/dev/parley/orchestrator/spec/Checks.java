package dev.parley.orchestrator.spec;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.problem.ProblemCode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request. The first thing is told; the values read meanwhile are then never used. */
public final class Checks {

    /** Long enough to recognise a value, short enough not to echo a body. */
    private static final int SHOWN = 60;

    private @Nullable Refusal first;

    /** The value, or what stands for an absent one. */
    public int within(String field, @Nullable Integer value, int absent, int least, int most) {
        if (value == null) {
            return absent;
        }
        expect(value >= least && value <= most, field, value, least + ".." + most);
        return value;
    }

    /** The value, if it is there. */
    public @Nullable Double within(String field, @Nullable Double value, double least, double most) {
        // NaN is not between anything.
        expect(value == null || (value >= least && value <= most), field, value, "%.0f..%.0f".formatted(least, most));
        return value;
    }

    /** The text, or nothing if it is absent. Blank is as wrong as too long. */
    public @Nullable String text(String field, @Nullable String value, int most) {
        if (value == null) {
            return null;
        }
        expect(
                !value.isBlank() && value.length() <= most && value.indexOf('\0') < 0,
                field,
                value,
                "1..%,d characters, none of them NUL".formatted(most));
        return value;
    }

    /** The text, which must be there. */
    public String required(String field, @Nullable String value, int most) {
        expect(value != null, field, "missing", "1..%,d characters".formatted(most));
        String text = text(field, value, most);
        return text == null ? "" : text;
    }

    /** Notes a value that is not what was expected. */
    public void expect(boolean holds, String field, @Nullable Object value, String expected) {
        if (!holds && first == null) {
            String detail = "%s: %s (expected: %s)".formatted(field, shown(value), expected);
            first = new Refusal(ProblemCode.INVALID_FIELD, detail, field);
        }
    }

    /** Whether something is wrong already. */
    public boolean failed() {
        return first != null;
    }

    /** What is made of the request, or the first thing that is wrong with it. */
    public <T> Outcome<T> outcome(Supplier<T> made) {
        return first == null ? Outcome.given(made.get()) : Outcome.refused(first);
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value).replace('\0', '\uFFFD');
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (%,d characters)".formatted(text.length());
    }
}
