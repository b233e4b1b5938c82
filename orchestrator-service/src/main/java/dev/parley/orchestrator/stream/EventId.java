package dev.parley.orchestrator.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a conversation's stream, written {@code seq.offset}.
 *
 * @param seq of a log line; 1 is the first, 0 is before all
 * @param offset 0 for the line itself; then UTF-8 bytes of text, or ideas, that belong to it
 */
public record EventId(long seq, long offset) {

    /** Before the first event. */
    public static final EventId NONE = new EventId(0, 0);

    /** As we write them: no sign, no leading zero, nothing that overflows. */
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})");

    /** Reads an id as a viewer sends it back; empty if it is none of ours. */
    public static Optional<EventId> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new EventId(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    EventId at(long otherOffset) {
        return new EventId(seq, otherOffset);
    }

    @Override
    public String toString() {
        return seq + "." + offset;
    }
}
