package dev.parley.orchestrator.control;

import dev.parley.orchestrator.control.Conversations.Place;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.MessagePlace;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Writes a place in a list so that a client can carry it without looking into it. */
final class Cursors {

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private Cursors() {}

    static String after(ConversationState last) {
        String place = last.createdAt() + "|" + last.key().id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** A store has fewer years than an instant. */
    private static boolean mayBeOurs(Place place) {
        return !place.createdAt().isBefore(Instant.EPOCH) && place.createdAt().isBefore(END_OF_TIME);
    }

    static String after(MessagePlace last) {
        String place = last.toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<MessagePlace> message(String cursor) {
        try {
            return MessagePlace.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    static Optional<Place> read(String cursor) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int bar = place.indexOf('|');
            return bar < 0
                    ? Optional.empty()
                    : Optional.of(new Place(
                                    Instant.parse(place.substring(0, bar)), UUID.fromString(place.substring(bar + 1))))
                            .filter(Cursors::mayBeOurs);
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
