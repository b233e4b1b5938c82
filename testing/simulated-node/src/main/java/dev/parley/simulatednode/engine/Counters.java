package dev.parley.simulatednode.engine;

import java.util.Map;
import java.util.TreeMap;

/** How often things happened since the start or the last reset. */
public final class Counters {

    /** What is counted. */
    public enum Event {
        LOADS_STARTED,
        LOADS_FINISHED,
        LOADS_CANCELLED,
        LOADS_FAILED,
        UNLOADS,
        GENERATIONS_STARTED,
        GENERATIONS_FINISHED,
        GENERATIONS_CANCELLED,
        GENERATIONS_FAILED,
        WAITING_CANCELLED,
        REFUSED_BUSY,
        FAULTS_APPLIED
    }

    /** Paths counted apart; a node has far fewer, a scanner may ask for more. */
    private static final int MOST_PATHS = 200;

    private final long[] counts = new long[Event.values().length];
    private final Map<String, Integer> mostAtOnce = new TreeMap<>();
    private final Map<String, Long> requests = new TreeMap<>();

    public void add(Event event) {
        counts[event.ordinal()]++;
    }

    public long count(Event event) {
        return counts[event.ordinal()];
    }

    void busy(String model, int slots) {
        mostAtOnce.merge(model, slots, Math::max);
    }

    public void request(String path) {
        boolean known = requests.size() < MOST_PATHS || requests.containsKey(path);
        requests.merge(known ? path : "other", 1L, Long::sum);
    }

    /** Most slots of a model that were ever busy at once. */
    public Map<String, Integer> mostAtOnce() {
        return Map.copyOf(mostAtOnce);
    }

    /** Requests by path. */
    public Map<String, Long> requests() {
        return Map.copyOf(requests);
    }

    public void reset() {
        java.util.Arrays.fill(counts, 0);
        mostAtOnce.clear();
        requests.clear();
    }
}
