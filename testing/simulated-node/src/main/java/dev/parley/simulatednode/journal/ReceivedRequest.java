package dev.parley.simulatednode.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the node received it, and how it ended.
 *
 * @param number from 1, over the life of the node
 * @param method HTTP method
 * @param path with its query
 * @param model as the client wrote it, maybe empty
 * @param headers those that tests ask about
 * @param body the first 256 KiB, as UTF-8
 * @param outcome how it ended, or that it runs
 * @param status HTTP status, 0 when none was sent
 * @param records records or bodies sent
 * @param bytes bytes of the body sent
 * @param receivedAt arrival
 * @param firstRecordAt first record, or null
 * @param endedAt end, or null
 */
public record ReceivedRequest(
        long number,
        String method,
        String path,
        String model,
        Map<String, String> headers,
        String body,
        Outcome outcome,
        int status,
        int records,
        long bytes,
        Instant receivedAt,
        @Nullable Instant firstRecordAt,
        @Nullable Instant endedAt) {

    /** How a request ended. */
    public enum Outcome {
        RUNNING,
        /** Answered to its proper end. */
        COMPLETED,
        /** The client left first. */
        CANCELLED,
        /** Answered with an error, in band or by status, or broken off by the node. */
        FAILED
    }
}
