package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * {@code GET /internal/queue}: who waits at one router.
 *
 * @param router the process that tells: several routers each have their own queue
 * @param waiting requests
 * @param bytes of their bodies
 * @param maxWaiting how many may
 * @param maxBytes of their bodies together
 * @param maxWaitingPerCaller how many of one caller
 * @param models what is waited for, the most wanted first; at most 1,000
 * @param callers who waits or runs, who waits most first; at most 1,000
 */
public record QueueReport(
        @JsonProperty("router") String router,
        @JsonProperty("waiting") int waiting,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("max_waiting") int maxWaiting,
        @JsonProperty("max_bytes") long maxBytes,
        @JsonProperty("max_waiting_per_caller") int maxWaitingPerCaller,
        @JsonProperty("models") List<QueuedModel> models,
        @JsonProperty("callers") List<QueuedCaller> callers) {}
