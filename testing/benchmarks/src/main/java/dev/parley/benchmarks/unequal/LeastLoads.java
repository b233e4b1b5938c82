package dev.parley.benchmarks.unequal;

import java.util.List;

/** How few loads any schedule can do with that still comes near the best makespan. Exact, by trying all of them. */
final class LeastLoads {

    private LeastLoads() {}

    /**
     * The least number of pairs of a kind and a node such that all work can be done by them in this time, if jobs could be cut
     * anywhere: every set of kinds must fit into the nodes that take any of them.
     *
     * @param work of each kind
     * @param speeds of each node
     * @param seconds there are
     */
    static int of(List<Double> work, List<Double> speeds, double seconds) {
        int pairs = work.size() * speeds.size();
        int least = pairs;
        for (int chosen = 0; chosen < 1 << pairs; chosen++) {
            if (Integer.bitCount(chosen) < least && isEnough(chosen, work, speeds, seconds)) {
                least = Integer.bitCount(chosen);
            }
        }
        return least;
    }

    private static boolean isEnough(int chosen, List<Double> work, List<Double> speeds, double seconds) {
        for (int kinds = 1; kinds < 1 << work.size(); kinds++) {
            double wanted = 0;
            int nodes = 0;
            for (int kind = 0; kind < work.size(); kind++) {
                if ((kinds >> kind & 1) == 1) {
                    wanted += work.get(kind);
                    nodes |= chosen >> kind * speeds.size();
                }
            }
            if (wanted > capacity(nodes, speeds) * seconds) {
                return false;
            }
        }
        return true;
    }

    private static double capacity(int nodes, List<Double> speeds) {
        double capacity = 0;
        for (int node = 0; node < speeds.size(); node++) {
            capacity += (nodes >> node & 1) * speeds.get(node);
        }
        return capacity;
    }
}
