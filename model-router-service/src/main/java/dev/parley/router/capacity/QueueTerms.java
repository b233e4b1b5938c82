package dev.parley.router.capacity;

import java.time.Duration;

/**
 * On what terms requests wait.
 *
 * @param requests how many may
 * @param bytes of their bodies together
 * @param share of both that one caller may take, above 0 and at most 1
 * @param aging after which a band that is passed over is given every fourth place
 * @param starvation how long a request that needs a load may be overtaken, or half of its own patience if that is shorter
 */
public record QueueTerms(int requests, long bytes, double share, Duration aging, Duration starvation) {

    public QueueTerms {
        expect(requests >= 0 && bytes >= 0, "requests: " + requests + ", bytes: " + bytes, "both >= 0");
        expect(share > 0 && share <= 1, "share: " + share, "above 0, at most 1");
        expect(
                !aging.isNegative() && !starvation.isNegative(),
                "aging: " + aging + ", starvation: " + starvation,
                "both >= 0");
    }

    /** What one caller may have waiting: never less than one. */
    public int requestsEach() {
        return Math.max(1, (int) (requests * share));
    }

    long bytesEach() {
        return (long) (bytes * share);
    }

    private static void expect(boolean met, String was, String expected) {
        if (!met) {
            throw new IllegalArgumentException(was + " (expected: " + expected + ")");
        }
    }
}
