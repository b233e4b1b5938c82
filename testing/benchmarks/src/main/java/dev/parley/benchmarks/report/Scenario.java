package dev.parley.benchmarks.report;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import java.util.List;

/** Something that is shown by figures: black boxes over HTTP, and a baseline in the same run. */
public interface Scenario {

    /** The nodes that Parley shall have for it. */
    List<NodeWish> nodes();

    /** Runs it in a house that has these nodes, and maybe others. */
    Report run(House house) throws InterruptedException;

    /** Says what is going on, apart from what was found. */
    static void say(String progress) {
        System.err.println(progress);
    }
}
