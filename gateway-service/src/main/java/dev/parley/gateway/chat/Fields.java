package dev.parley.gateway.chat;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fields of an object that somebody sent: what is null or an empty text counts as absent, and nothing is guessed. */
final class Fields {

    private final JsonObject json;

    Fields(JsonObject json) {
        this.json = json;
    }

    /** @param longest in characters */
    Optional<String> text(String name, int longest) {
        Object value = json.getValue(name);
        if (value == null || value.equals("")) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw another(name, "a text");
        }
        if (text.length() > longest) {
            throw outside(name, text.length() + " characters", "at most " + longest);
        }
        return Optional.of(text);
    }

    /** @param most it goes from 0 to this */
    OptionalDouble number(String name, double most) {
        Object value = json.getValue(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!(value instanceof Number number)) {
            throw another(name, "a number");
        }
        double given = number.doubleValue();
        if (!(given >= 0 && given <= most)) {
            throw outside(name, String.valueOf(number), "0.." + most);
        }
        return OptionalDouble.of(given);
    }

    boolean flag(String name) {
        Object value = json.getValue(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw another(name, "true or false");
    }

    private static ProblemException another(String name, String expected) {
        return new ProblemException(
                ProblemCode.MALFORMED_BODY, name + ": another type (expected: " + expected + ")", name);
    }

    private static ProblemException outside(String name, String was, String expected) {
        return new ProblemException(
                ProblemCode.INVALID_FIELD, name + ": " + was + " (expected: " + expected + ")", name);
    }
}
