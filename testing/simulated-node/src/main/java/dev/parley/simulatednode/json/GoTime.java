package dev.parley.simulatednode.json;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Timestamps as Go prints them: RFC 3339 with up to nine digits, trailing zeros cut; and the HTTP date. */
public final class GoTime {

    private static final DateTimeFormatter RFC3339_NANO = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private GoTime() {}

    public static String utc(Instant instant) {
        return RFC3339_NANO.format(instant.atOffset(ZoneOffset.UTC));
    }

    public static String zoned(OffsetDateTime time) {
        return RFC3339_NANO.format(time);
    }

    public static String httpDate(Instant instant) {
        return HTTP.format(instant.atOffset(ZoneOffset.UTC));
    }
}
