package dev.parley.router.model;

import java.util.Locale;

/**
 * Something a node's models are good at, in an operator's words: {@code general}, {@code coding}, {@code reasoning}.
 *
 * @param name lower case
 */
public record Capability(String name) {

    /** Good enough for anything, best for nothing. */
    public static final Capability GENERAL = new Capability("general");

    public Capability {
        name = name.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > 64) {
            throw new IllegalArgumentException("capability: '" + name + "' (expected: 1..64 characters)");
        }
    }
}
