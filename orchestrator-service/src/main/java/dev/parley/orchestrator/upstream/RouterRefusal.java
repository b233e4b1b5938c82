package dev.parley.orchestrator.upstream;

import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Why the router gave no answer: its own code where it has one, else what the node's status means. A node that says it is
 * busy has been asked and counts as a try; only the router knows that nobody has room.
 *
 * @param retryAfter null where it did not say
 */
record RouterRefusal(ProblemCode code, @Nullable Duration retryAfter) {

    private static final int LONGEST_WAIT = 60;

    static RouterRefusal of(HttpClientResponse response) {
        return of(response.statusCode(), response.getHeader("X-Parley-Error"), response.getHeader("Retry-After"));
    }

    static RouterRefusal of(int status, @Nullable String code, @Nullable String retryAfter) {
        return new RouterRefusal(
                Arrays.stream(ProblemCode.values())
                        .filter(known -> known.wireName().equals(code))
                        .findFirst()
                        .orElseGet(() -> meaning(status)),
                seconds(retryAfter));
    }

    private static ProblemCode meaning(int status) {
        return switch (status) {
            case 404 -> ProblemCode.MODEL_UNKNOWN;
            case 504 -> ProblemCode.NODE_SILENT;
            default -> ProblemCode.NODE_FAILED;
        };
    }

    /** Only seconds: nobody between us writes dates. */
    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("[0-9]{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Math.min(LONGEST_WAIT, Integer.parseInt(retryAfter)));
    }
}
