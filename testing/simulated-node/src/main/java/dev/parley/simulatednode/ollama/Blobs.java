package dev.parley.simulatednode.ollama;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Which layers a node has; only their digests are kept. */
final class Blobs {

    /** More uploads than any test makes; the oldest is forgotten. */
    private static final int MOST = 10_000;

    private static final Pattern DIGEST = Pattern.compile("sha256[:-][0-9a-fA-F]{64}");

    private final Set<String> digests = new LinkedHashSet<>();

    static boolean valid(String digest) {
        return DIGEST.matcher(digest).matches();
    }

    boolean has(String digest) {
        return digests.contains(digest);
    }

    /** Whether it is new. */
    boolean add(String digest) {
        if (digests.size() >= MOST) {
            digests.remove(digests.iterator().next());
        }
        return digests.add(digest);
    }
}
