package dev.parley.protocol.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The error body of our own endpoints, {@code application/problem+json} of RFC 9457, with two extensions.
 *
 * @param type a stable URI reference into the catalogue: {@code /errors#<code>}
 * @param title the code's fixed sentence
 * @param status the HTTP status, repeated
 * @param detail what was wrong this time; names the value and what was expected, never a secret
 * @param code the stable code, see {@link ProblemCode}
 * @param field the request's field at fault, as a JSON path such as {@code machines[1].port}; null if none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @JsonProperty("type") String type,
        @JsonProperty("title") String title,
        @JsonProperty("status") int status,
        @JsonProperty("detail") @Nullable String detail,
        @JsonProperty("code") ProblemCode code,
        @JsonProperty("field") @Nullable String field) {

    /** A problem of this code with what was wrong this time and, where one is at fault, the field. */
    public static Problem of(ProblemCode code, @Nullable String detail, @Nullable String field) {
        return new Problem("/errors#" + code.wireName(), code.title(), code.status(), detail, code, field);
    }
}
