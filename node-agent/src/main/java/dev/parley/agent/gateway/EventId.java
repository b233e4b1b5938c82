package dev.parley.agent.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in a conversation an event stands. Later events have greater ids. */
public record EventId(long seq, long offset) implements Comparable<EventId> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

    /** The id written as {@code seq.offset}; empty for anything else. */
    public static Optional<EventId> parse(@Nullable String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        return form.matches()
                ? Optional.of(new EventId(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(EventId other) {
        return seq == other.seq ? Long.compare(offset, other.offset) : Long.compare(seq, other.seq);
    }

    @Override
    public String toString() {
        return seq + "." + offset;
    }
}
