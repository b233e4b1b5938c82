package dev.parley.benchmarks.house;

import java.util.ArrayList;
import java.util.List;

/**
 * A simulated node that a scenario wants.
 *
 * @param name within the scenario
 * @param cap how many requests Parley may send it at once
 * @param settings each as {@code name=value}
 */
public record NodeWish(String name, int cap, List<String> settings) {

    /** One whose settings are listed, and whose slots are as many as its cap. */
    public static NodeWish of(String name, int cap, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("slots=" + cap);
        return new NodeWish(name, cap, all);
    }

    /** Another node like it, whose cap is another than its number of slots. */
    public NodeWish capped(int otherCap) {
        return new NodeWish(name, otherCap, settings);
    }
}
