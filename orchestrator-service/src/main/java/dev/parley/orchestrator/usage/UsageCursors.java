package dev.parley.orchestrator.usage;

import dev.parley.orchestrator.usage.UsageBook.Place;
import dev.parley.protocol.access.ConversationUsageRow;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Writes a place in the usage so that a client can carry it without looking into it. */
final class UsageCursors {

    /** In no key; a model may have it, so it comes last. */
    private static final String BAR = "\\|";

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private UsageCursors() {}

    /** A store has fewer years than an instant. */
    static boolean isKept(Instant instant) {
        return !instant.isBefore(Instant.EPOCH) && instant.isBefore(END_OF_TIME);
    }

    static String after(ConversationUsageRow last) {
        String place = last.hour() + "|" + last.key() + "|" + last.model();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Place> read(String cursor) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(BAR, 3);
            return place.length < 3 || place[2].indexOf('\0') >= 0 || place[1].indexOf('\0') >= 0
                    ? Optional.empty()
                    : Optional.of(new Place(Instant.parse(place[0]), place[1], place[2]))
                            .filter(read -> isKept(read.hour()));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
