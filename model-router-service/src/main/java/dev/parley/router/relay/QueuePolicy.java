package dev.parley.router.relay;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.router.capacity.CallerId;
import dev.parley.router.capacity.Priority;
import dev.parley.router.capacity.Standing;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decided about waiting.
 *
 * @param deadline of who does not say how long it waits
 * @param longest that a caller may ask for
 * @param retryAfter what a refused caller is told to wait where nothing better is known
 * @param longestRetryAfter what it is told at most
 */
public record QueuePolicy(Duration deadline, Duration longest, Duration retryAfter, Duration longestRetryAfter) {

    /** Who looks after the house may go first. */
    private static final Set<Scope> FIRST = Set.of(Scope.MODELS_WRITE, Scope.ADMIN);

    /**
     * How a request asks to wait.
     *
     * @throws UnexpectedHeader if it asks for what there is not
     */
    Queueing of(MultiMap headers, Caller caller) throws UnexpectedHeader {
        return new Queueing(
                new CallerId(caller.tenant(), caller.key()),
                priority(headers.get(RelayHeaders.PRIORITY), caller),
                patience(headers.get(RelayHeaders.QUEUE_TIMEOUT)));
    }

    /** Seconds after which coming back may help. */
    long secondsToRetry(Standing standing) {
        Duration expected = standing.expectedWait();
        if (expected.isZero()) {
            return retryAfter.toSeconds();
        }
        Duration told = expected.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : expected;
        return Math.max(1, told.plusMillis(999).toSeconds());
    }

    private static Priority priority(@Nullable String word, Caller caller) throws UnexpectedHeader {
        if (word == null) {
            return Priority.NORMAL;
        }
        switch (word) {
            case "high":
                return caller.scopes().stream().anyMatch(FIRST::contains) ? Priority.HIGH : Priority.NORMAL;
            case "normal":
                return Priority.NORMAL;
            case "low":
                return Priority.LOW;
            default:
                throw new UnexpectedHeader(RelayHeaders.PRIORITY + ": " + word + " (expected: high, normal or low)");
        }
    }

    private Duration patience(@Nullable String seconds) throws UnexpectedHeader {
        if (seconds == null) {
            return deadline;
        }
        return parse(seconds)
                .orElseThrow(() -> new UnexpectedHeader(RelayHeaders.QUEUE_TIMEOUT + ": " + seconds
                        + " (expected: seconds, 0 to " + longest.toSeconds() + ")"));
    }

    private Optional<Duration> parse(String seconds) {
        try {
            Duration asked = Duration.ofSeconds(Long.parseLong(seconds.strip()));
            return asked.isNegative() || asked.compareTo(longest) > 0 ? Optional.empty() : Optional.of(asked);
        } catch (NumberFormatException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    /** A request header has a value that was not expected; the text is for the caller. */
    static final class UnexpectedHeader extends Exception {

        private static final long serialVersionUID = 1L;

        private final String text;

        UnexpectedHeader(String text) {
            super(text, null, false, false);
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
