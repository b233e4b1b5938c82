package dev.parley.gateway.inference;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a model stays loaded after a request that says so.
 *
 * @param length 0 unloads at once, less keeps it for ever
 */
record KeepAlive(Duration length) {

    /** What is longer is longer than anything; a duration holds no more of them. */
    private static final double MANY_SECONDS = 1e9;

    /**
     * As a node reads it: a number is seconds, a text is a duration of Go.
     *
     * @param json a JSON value
     * @return empty if a node could not read it
     */
    static Optional<KeepAlive> read(String json) {
        try {
            Object value = Json.decodeValue(json);
            if (value instanceof Number seconds) {
                return Optional.of(new KeepAlive(ofSeconds(seconds.doubleValue())));
            }
            return value instanceof String text ? GoDuration.parse(text).map(KeepAlive::new) : Optional.empty();
        } catch (DecodeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration ofSeconds(double seconds) {
        double within = Math.max(-MANY_SECONDS, Math.min(MANY_SECONDS, seconds));
        return Duration.ofNanos((long) (within * 1e9));
    }

    /** Whether it unloads the model or keeps it for ever: both are decisions about the pool. */
    boolean decidesForAll() {
        return length.isZero() || length.isNegative();
    }
}
