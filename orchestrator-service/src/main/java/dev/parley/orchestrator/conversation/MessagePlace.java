package dev.parley.orchestrator.conversation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the history: a line of the log, and which of its messages. Written {@code seq.part}. */
public record MessagePlace(long seq, int part) {

    /** Before the first message. */
    public static final MessagePlace START = new MessagePlace(0, 0);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,4})");

    /** Reads a place as it is written; empty if it is none. */
    public static Optional<MessagePlace> parse(String text) {
        Matcher place = FORM.matcher(text);
        return place.matches()
                ? Optional.of(new MessagePlace(Long.parseLong(place.group(1)), Integer.parseInt(place.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return seq + "." + part;
    }
}
