package dev.parley.agent.screen;

import java.util.List;

/** Colours, or none. */
public final class Paint {

    /** Legible on dark and on light ground; a seventh agent begins again. */
    private static final List<String> OF_AGENTS = List.of("36", "33", "35", "32", "34", "31");

    private final boolean colours;

    /** Paints, or leaves everything as it is. */
    public Paint(boolean colours) {
        this.colours = colours;
    }

    /** An agent's own colour, by its place. */
    public String agent(int place, String text) {
        return painted("1;" + OF_AGENTS.get(Math.floorMod(place, OF_AGENTS.size())), text);
    }

    /** For what frames the conversation. */
    public String strong(String text) {
        return painted("1", text);
    }

    /** For what may be overlooked. */
    public String faint(String text) {
        return painted("2", text);
    }

    /** For what may not be overlooked. */
    public String alarming(String text) {
        return painted("1;31", text);
    }

    private String painted(String code, String text) {
        return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
