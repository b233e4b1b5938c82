package dev.parley.router.selection;

import java.nio.charset.StandardCharsets;

/**
 * What requests have in common that are best answered where the one before was: that node has read their beginning. Stands
 * for a conversation or a beginning of one tenant; two that have nothing in common are hardly ever equal.
 */
public record Affinity(long value) {

    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_STEP = 0x100000001b3L;

    /** Of a conversation, by the name its caller gave it. */
    public static Affinity ofConversation(String tenant, String name) {
        return new Affinity(hash(hash(hash(HASH_START, tenant), "/"), name));
    }

    /** Of texts that begin alike. */
    public static Affinity ofBeginning(String tenant, long beginning) {
        return new Affinity(hash(hash(HASH_START, tenant), "+") ^ beginning * HASH_STEP);
    }

    private static long hash(long start, String text) {
        long hash = start;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * HASH_STEP;
        }
        return hash;
    }
}
