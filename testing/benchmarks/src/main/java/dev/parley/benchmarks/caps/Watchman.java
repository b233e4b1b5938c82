package dev.parley.benchmarks.caps;

import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.load.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks all the time at how much nodes hold. */
final class Watchman implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final List<SimulatedNode> nodes;
    private final List<Look> looks = new ArrayList<>();
    private final Thread thread = new Thread(this::look, "watchman");
    private volatile boolean off;

    Watchman(List<SimulatedNode> nodes) {
        this.nodes = nodes;
        thread.setDaemon(true);
        thread.start();
    }

    private record Look(long nanos, int most) {}

    private void look() {
        while (!off) {
            int most = nodes.stream().mapToInt(SimulatedNode::held).max().orElse(0);
            synchronized (looks) {
                looks.add(new Look(System.nanoTime(), most));
            }
            Pace.rest(BETWEEN_LOOKS);
        }
    }

    /** The seconds from this moment to the last look at which a node held more than this; 0 if there was none. */
    double secondsUntilWithin(int cap, long moment) {
        synchronized (looks) {
            return looks.stream()
                            .filter(look -> look.nanos() - moment > 0 && look.most() > cap)
                            .mapToLong(look -> look.nanos() - moment)
                            .max()
                            .orElse(0)
                    / 1e9;
        }
    }

    @Override
    public void close() {
        off = true;
    }
}
