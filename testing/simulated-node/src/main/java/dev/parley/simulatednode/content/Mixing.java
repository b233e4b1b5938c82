package dev.parley.simulatednode.content;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Turns what decides a text into a source of choices that is the same on every node and every run. */
public final class Mixing {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mixing() {}

    public static long hash(long seed, CharSequence text) {
        long hash = seed ^ GOLDEN;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /** Neighbouring seeds give unrelated choices. */
    public static RandomGenerator random(long seed) {
        long mixed = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return new SplittableRandom(mixed ^ (mixed >>> 31));
    }

    /** The choices for one answer. */
    static RandomGenerator random(Ask ask) {
        Long asked = ask.options().seed();
        long seed = hash(ask.settings().seed(), ask.model().name().key());
        if (asked != null) {
            seed = seed * 31 + asked;
        }
        for (Message message : ask.question()) {
            seed = hash(hash(seed, message.role()), message.content());
        }
        boolean free = ask.settings().vary() && (asked == null || ask.options().temperature() > 0);
        return random(free ? hash(seed + ask.number(), ask.settings().name()) : seed);
    }

    public static <T> T pick(java.util.List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
