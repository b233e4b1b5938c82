package dev.parley.gateway.conversation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a viewer left a conversation's events: {@code seq.offset}.
 *
 * @param value as sent; both numbers fit 63 bits
 */
public record EventId(String value) {

    private static final Pattern FORM = Pattern.compile("\\d{1,18}\\.\\d{1,18}");

    /** The id of this text; empty if it is not of our form. */
    public static Optional<EventId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new EventId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
