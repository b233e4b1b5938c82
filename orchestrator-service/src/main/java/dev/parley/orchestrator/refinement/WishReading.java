package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a request for an improved answer; names the first field that is wrong and ignores those it does not know. */
public final class WishReading {

    private static final int LONGEST_PROMPT = 100_000;
    private static final int MOST_TOKENS = 131_072;
    private static final int DEFAULT_TOKENS = 1_024;
    private static final int SHOWN = 60;

    private final JsonObject json;
    private @Nullable Refusal refusal;

    private WishReading(JsonObject json) {
        this.json = json;
    }

    /** The wish with its defaults, or the first field that is wrong. */
    public static Outcome<Wish> read(JsonObject json) {
        WishReading reading = new WishReading(json);
        Wish wish = reading.read();
        return reading.refusal == null ? Outcome.given(wish) : Outcome.refused(reading.refusal);
    }

    private Wish read() {
        return new Wish(
                prompt(),
                number("max_tokens", 1, MOST_TOKENS, true).map(Double::intValue).orElse(DEFAULT_TOKENS),
                number("temperature", 0, 2, false),
                flag("stream"),
                number("rounds", 0, Orchestration.MOST_ROUNDS, true).map(Double::intValue),
                flag("baseline"));
    }

    private String prompt() {
        Object value = json.getValue("prompt");
        if (value instanceof String text
                && !text.isBlank()
                && text.length() <= LONGEST_PROMPT
                && text.indexOf('\0') < 0) {
            return text;
        }
        wrong("prompt", value, "1..%,d characters, none of them NUL".formatted(LONGEST_PROMPT));
        return "";
    }

    private Optional<Double> number(String name, int least, int most, boolean whole) {
        Object value = json.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number
                && (!whole || number instanceof Integer)
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return Optional.of(number.doubleValue());
        }
        wrong(name, value, "%d..%d".formatted(least, most));
        return Optional.empty();
    }

    private boolean flag(String name) {
        Object value = json.getValue(name);
        if (value != null && !(value instanceof Boolean)) {
            wrong(name, value, "true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    private void wrong(String name, @Nullable Object value, String expected) {
        if (refusal == null) {
            String shown = value == null ? "missing" : String.valueOf(value).replace('\0', '\uFFFD');
            String detail = "%s: %s (expected: %s)"
                    .formatted(name, shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown, expected);
            refusal = new Refusal(ProblemCode.INVALID_FIELD, detail, name);
        }
    }
}
