package dev.parley.router.relay;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long an answer asks to be left alone: in seconds, or until a moment of the node's own clock. */
final class RetryAfter {

    private static final String HEADER = "Retry-After";

    private RetryAfter() {}

    /** Empty if the headers ask for nothing that can be understood. */
    static Optional<Duration> of(MultiMap headers) {
        String asked = headers.get(HEADER);
        return asked == null ? Optional.empty() : seconds(asked.strip()).or(() -> until(asked.strip(), headers));
    }

    private static Optional<Duration> seconds(String text) {
        try {
            long seconds = Long.parseLong(text);
            return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        } catch (NumberFormatException | ArithmeticException noSeconds) {
            return Optional.empty();
        }
    }

    /** Clocks differ: the moment is measured from the answer's own date. */
    private static Optional<Duration> until(String text, MultiMap headers) {
        return moment(text)
                .flatMap(end -> moment(headers.get("Date")).map(start -> Duration.between(start, end)))
                .filter(rest -> !rest.isNegative());
    }

    private static Optional<Instant> moment(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }
}
