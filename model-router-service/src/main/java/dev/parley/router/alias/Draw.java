package dev.parley.router.alias;

import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Who gets which variant. A request's key, hashed with each variant's name and weighed, puts the variants in an order: the
 * first answers, the next stands in for it. So all routers decide alike without speaking to each other, the same key always
 * gets the same, and a weight that changes moves only those keys that it must: to a variant that became heavier from all
 * others, and from one that became lighter to all others (rendezvous hashing with weights).
 */
final class Draw {

    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_STEP = 0x100000001b3L;
    private static final double UNIT = 0x1.0p-53;

    private Draw() {}

    /** The variants' models, best first. */
    static List<ModelTarget.Named> order(Alias alias, long key) {
        return alias.variants().stream()
                .map(variant -> new Drawn(variant.model(), score(alias.name(), variant, key)))
                .sorted(Comparator.comparingDouble(Drawn::score).reversed())
                .map(Drawn::model)
                .toList();
    }

    private record Drawn(ModelTarget.Named model, double score) {}

    /** Two aliases of the same models draw apart from each other. Strict: the same on every processor. */
    private static double score(ModelName alias, Variant variant, long key) {
        long salt = hash(
                hash(HASH_START, alias.display() + "/"), variant.model().name().display());
        double chance = ((mix(key ^ salt) >>> 11) + 0.5) * UNIT;
        return -variant.weight() / StrictMath.log(chance);
    }

    private static long hash(long start, String text) {
        long hash = start;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * HASH_STEP;
        }
        return hash;
    }

    /** The last step of MurmurHash3: keys that differ little differ in every bit. */
    private static long mix(long bits) {
        long mixed = bits;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
