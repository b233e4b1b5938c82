package dev.parley.benchmarks.unequal;

import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * A way to choose the node of a job.
 *
 * @param name as shown
 * @param nodes that do its work
 * @param choose where to send the job of a number
 * @param ended told when it is over
 */
record Strategy(String name, List<SimulatedNode> nodes, IntFunction<Target> choose, IntConsumer ended) {

    /** Clients that take turns at the nodes. */
    static Strategy roundRobin(List<SimulatedNode> nodes) {
        List<Target> targets = targets(nodes);
        return new Strategy(
                "clients, round robin", nodes, number -> targets.get(number % targets.size()), number -> {});
    }

    /** Clients that know of each other, and go where the fewest of them are. */
    static Strategy leastConnections(List<SimulatedNode> nodes) {
        List<Target> targets = targets(nodes);
        int[] open = new int[targets.size()];
        Map<Integer, Integer> where = new ConcurrentHashMap<>();
        return new Strategy(
                "clients, least connections",
                nodes,
                number -> {
                    synchronized (open) {
                        int least = leastOf(open);
                        open[least]++;
                        where.put(number, least);
                        return targets.get(least);
                    }
                },
                number -> {
                    synchronized (open) {
                        open[where.getOrDefault(number, 0)]--;
                    }
                });
    }

    private static int leastOf(int[] open) {
        int least = 0;
        for (int i = 1; i < open.length; i++) {
            if (open[i] < open[least]) {
                least = i;
            }
        }
        return least;
    }

    private static List<Target> targets(List<SimulatedNode> nodes) {
        return nodes.stream().map(node -> Target.direct(node.url())).toList();
    }
}
