package dev.parley.gateway.upstream;

import java.nio.charset.StandardCharsets;

/**
 * Rendezvous hashing: a name belongs to the member with the highest weight for it. Every gateway comes to the same weights,
 * knowing nothing but names; when a member leaves only its own names move, and one that joins takes its share from all.
 */
final class Rendezvous {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** The weight of a member for a name; compares as a signed number. */
    static long weight(String member, String name) {
        return mixed(fnv(fnv(OFFSET, member) * PRIME, name));
    }

    /** FNV-1a: short, and the same wherever it is written down. */
    private static long fnv(long seed, String text) {
        long hash = seed;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * PRIME;
        }
        return hash;
    }

    /** The last step of MurmurHash3, without which similar names would have similar weights. */
    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
