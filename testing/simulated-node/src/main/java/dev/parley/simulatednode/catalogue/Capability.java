package dev.parley.simulatednode.catalogue;

import java.util.Locale;

/** What a model can do, in the order in which Ollama lists it. */
public enum Capability {
    COMPLETION,
    VISION,
    INSERT,
    EMBEDDING,
    AUDIO,
    IMAGE,
    THINKING,
    TOOLS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Capability named(String name) {
        try {
            return valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "capability: " + name + " (expected: completion, tools, thinking, "
                            + "vision, embedding, insert, image or audio)",
                    e);
        }
    }
}
