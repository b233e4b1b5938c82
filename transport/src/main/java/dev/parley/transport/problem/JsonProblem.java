package dev.parley.transport.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what Jackson says of a body into a problem that names the field and what was expected of it. */
final class JsonProblem {

    /** Long enough to recognise a value, short enough not to echo a body. */
    private static final int SHOWN = 60;

    private JsonProblem() {}

    static Problem of(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            String field = path(unknown.getPath());
            return Problem.of(ProblemCode.UNKNOWN_FIELD, field + ": not known here", field);
        }
        if (failure instanceof InvalidFormatException wrong) {
            return malformed(path(wrong.getPath()), shown(wrong.getValue()), expected(wrong.getTargetType()));
        }
        if (failure instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return malformed(path(mismatch.getPath()), "another type", expected(mismatch.getTargetType()));
        }
        if (failure instanceof JsonMappingException mapping
                && mapping.getCause() instanceof IllegalArgumentException cause) {
            return Problem.of(ProblemCode.INVALID_FIELD, cause.getMessage(), path(mapping.getPath()));
        }
        var where = failure.getLocation();
        String detail = where == null || where.getLineNr() < 1
                ? "no JSON object (expected: one)"
                : "not JSON at line " + where.getLineNr() + ", column " + where.getColumnNr();
        return Problem.of(ProblemCode.MALFORMED_BODY, detail, null);
    }

    private static Problem malformed(String field, String was, String expected) {
        return Problem.of(ProblemCode.MALFORMED_BODY, field + ": " + was + " (expected: " + expected + ")", field);
    }

    private static String path(List<JsonMappingException.Reference> references) {
        String path = references.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return '"' + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + '"';
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getFields())
                            .map(constant ->
                                    constant.getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class))
                            .filter(java.util.Objects::nonNull)
                            .map(com.fasterxml.jackson.annotation.JsonProperty::value)
                            .collect(Collectors.joining(", "));
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return type == Double.class || type == double.class ? "a number" : "an integer";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        return Iterable.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }
}
