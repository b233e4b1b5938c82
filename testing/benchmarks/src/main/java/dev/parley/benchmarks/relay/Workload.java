package dev.parley.benchmarks.relay;

import dev.parley.benchmarks.load.Ask;

/**
 * One kind of call, as many clients send it to a node that answers at once.
 *
 * @param title as shown
 * @param clients each with one call at a time
 * @param calls of all of them together
 */
public record Workload(String title, int clients, int calls, Ask ask) {

    /** About 1 KB. */
    private static final int WHOLE_TOKENS = 250;

    private static final int BURST_RECORDS = 200;

    /** A whole answer from one client at a time: the latency that the hops add. */
    public static Workload single(int calls) {
        return new Workload("whole answer of 1 KB, 1 client", 1, calls, whole());
    }

    /** The same from sixteen: what the hops cost under load. */
    public static Workload whole(int calls) {
        return new Workload("whole answer of 1 KB, 16 clients", 16, calls, whole());
    }

    /** A stream as fast as the node writes: the worst case for a relay. */
    static Workload burst(int calls) {
        return new Workload(
                "burst of 200 records, 16 clients", 16, calls, Ask.generate(FastNode.MODEL, true, BURST_RECORDS));
    }

    private static Ask whole() {
        return Ask.generate(FastNode.MODEL, false, WHOLE_TOKENS);
    }
}
