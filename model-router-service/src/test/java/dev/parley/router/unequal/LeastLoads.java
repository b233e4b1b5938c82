package dev.parley.router.unequal;

import java.util.List;

/**
 * The fewest loads with which any plan ends in time: one that knows every length, may split every job over nodes at will, and
 * loads nothing twice. Found by trying all sets of pairs of node and needs. No schedule that ends in time has fewer.
 */
final class LeastLoads {

    private LeastLoads() {}

    /** @param work tokens by needs; @param speeds tokens per second by node; @return -1 if no plan ends in time */
    static int of(double[] work, double[] speeds, double loadSeconds, double seconds) {
        int pairs = work.length * speeds.length;
        int least = -1;
        for (int set = 0; set < 1 << pairs; set++) {
            int loads = Integer.bitCount(set);
            if ((least < 0 || loads < least) && suffices(set, work, speeds, loadSeconds, seconds)) {
                least = loads;
            }
        }
        return least;
    }

    /** By Hall: every part of the work must fit on the nodes that have any of it loaded. */
    private static boolean suffices(int set, double[] work, double[] speeds, double loadSeconds, double seconds) {
        double[] room = new double[speeds.length];
        int[] needs = new int[speeds.length];
        for (int node = 0; node < speeds.length; node++) {
            needs[node] = set >> node * work.length & (1 << work.length) - 1;
            room[node] = Math.max(0, seconds - Integer.bitCount(needs[node]) * loadSeconds) * speeds[node];
        }
        for (int part = 1; part < 1 << work.length; part++) {
            double wanted = 0;
            for (int i = 0; i < work.length; i++) {
                wanted += (part >> i & 1) * work[i];
            }
            double there = 0;
            for (int node = 0; node < speeds.length; node++) {
                there += (needs[node] & part) == 0 ? 0 : room[node];
            }
            if (there < wanted) {
                return false;
            }
        }
        return true;
    }

    static int of(Work work, List<FakeNode> nodes, double loadSeconds, double seconds) {
        return of(
                work.byNeeds().values().stream().mapToDouble(tokens -> tokens).toArray(),
                nodes.stream().mapToDouble(FakeNode::tokensPerSecond).toArray(),
                loadSeconds,
                seconds);
    }
}
