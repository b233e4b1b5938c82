package dev.parley.gateway.chat;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Several messages, each of which is answered as if it had come alone.
 *
 * @param items as they came; what is wrong with one is told in its place
 * @param parallel so many at once
 */
public record BatchRequest(JsonArray items, int parallel) {

    /**
     * What one may ask for.
     *
     * @param requests at most
     * @param parallel at once where nothing is said
     * @param mostParallel at once at most; whoever asks for more gets this
     */
    public record Bounds(int requests, int parallel, int mostParallel) {}

    /** @throws ProblemException naming the field that is not as it should be */
    public static BatchRequest read(JsonObject json, Bounds bounds) {
        if (!(json.getValue("requests") instanceof JsonArray items)) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "requests (expected: a list)", "requests");
        }
        if (items.isEmpty() || items.size() > bounds.requests()) {
            throw new ProblemException(
                    ProblemCode.INVALID_FIELD,
                    "requests: " + items.size() + " of them (expected: 1.." + bounds.requests() + ")",
                    "requests");
        }
        return new BatchRequest(items, parallel(json.getValue("max_parallel"), bounds));
    }

    private static int parallel(@Nullable Object asked, Bounds bounds) {
        if (asked == null) {
            return Math.min(bounds.parallel(), bounds.mostParallel());
        }
        if (!(asked instanceof Integer || asked instanceof Long)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_BODY, "max_parallel: another type (expected: an integer)", "max_parallel");
        }
        long given = ((Number) asked).longValue();
        if (given < 1) {
            throw new ProblemException(
                    ProblemCode.INVALID_FIELD, "max_parallel: " + given + " (expected: >= 1)", "max_parallel");
        }
        return (int) Math.min(given, bounds.mostParallel());
    }
}
