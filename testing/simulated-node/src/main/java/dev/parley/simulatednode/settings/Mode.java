package dev.parley.simulatednode.settings;

import java.util.Locale;

/** What a node's answers are made of; see the README for examples. */
public enum Mode {
    /** Short readable bullets about the subject, ending in a {@code NEXT:} line. */
    IDEAS,
    /** The last message, given back. */
    ECHO,
    /** Filler words; the length is the only thing that matters. */
    LOREM,
    /** As many tokens as {@link #LOREM} has, each the moment at which it leaves: microseconds of this machine's own clock. */
    CLOCK,
    /** A JSON value that fits the given schema. */
    JSON,
    /** A call of the first declared tool. */
    TOOL,
    /** Reasoning first, then a short answer, also for models without the capability. */
    THINK,
    /** Texts that were put in beforehand, in order; {@link #IDEAS} when none is left. */
    SCRIPT;

    public static Mode named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "mode: " + name + " (expected: ideas, echo, lorem, clock, json, tool, think, script)", e);
        }
    }
}
