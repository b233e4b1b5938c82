package dev.parley.simulatednode.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A node at one moment.
 *
 * @param name its name
 * @param accepting whether the Ollama port takes connections
 * @param connections open client connections
 * @param runningRequests requests that are not answered to their end
 * @param openStreams those of them that have sent their headers
 * @param queue models that wait for a load, the one being loaded first
 * @param loaded models in memory
 * @param counters events since the start or the last reset, by name
 * @param requests received requests by path
 * @param maxConcurrent most slots of each model that were ever busy at once
 */
public record NodeState(
        String name,
        boolean accepting,
        int connections,
        int runningRequests,
        int openStreams,
        List<String> queue,
        List<Loaded> loaded,
        Map<String, Long> counters,
        Map<String, Long> requests,
        Map<String, Integer> maxConcurrent) {

    /** A model in memory, and who uses it. */
    public record Loaded(
            String model,
            int slots,
            int busy,
            int waiting,
            int contextLength,
            long sizeBytes,
            long vramBytes,
            Instant expiresAt) {}

    /** One of the counters; 0 for what never happened. */
    public long count(String event) {
        return counters.getOrDefault(event, 0L);
    }
}
