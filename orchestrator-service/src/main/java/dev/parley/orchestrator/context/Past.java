package dev.parley.orchestrator.context;

import java.util.List;

/**
 * What there is to tell.
 *
 * @param earlier lines about what is too old for the history, oldest first
 * @param history oldest first
 * @param ideas oldest first
 * @param foldedBefore what has a smaller number was told in short before, and stays so while there is no room for it
 */
public record Past(List<String> earlier, List<Spoken> history, List<String> ideas, long foldedBefore) {

    /** Of the earlier lines: what a large window could show, and a small part of what a page of history costs in memory. */
    public static final int MOST_EARLIER = 300;

    public Past {
        earlier = List.copyOf(earlier);
        history = List.copyOf(history);
        ideas = List.copyOf(ideas);
    }
}
