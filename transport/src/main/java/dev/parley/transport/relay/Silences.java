package dev.parley.transport.relay;

import java.time.Duration;

/**
 * How long each side may say nothing. There is no limit on a whole answer.
 *
 * @param firstByte from sending the request to the first record, connecting included
 * @param stall between two reads
 * @param client how long a client may take nothing while bytes wait for it
 */
public record Silences(Duration firstByte, Duration stall, Duration client) {

    public Silences {
        requirePositive("firstByte", firstByte);
        requirePositive("stall", stall);
        requirePositive("client", client);
    }

    private static void requirePositive(String name, Duration silence) {
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException(name + ": " + silence + " (expected: > 0)");
        }
    }
}
