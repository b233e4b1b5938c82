package dev.parley.ideas.novelty;

import dev.parley.protocol.idea.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about an idea.
 *
 * @param match the idea it repeats; null unless it repeats one
 */
public record Finding(Verdict verdict, @Nullable Match match) {

    private static final Finding FRESH = new Finding(Verdict.NEW, null);
    private static final Finding UNVERIFIED = new Finding(Verdict.UNVERIFIED, null);

    public Finding {
        if ((verdict == Verdict.REPEATED) != (match != null)) {
            throw new IllegalArgumentException("match: " + match + " (expected: one if and only if repeated)");
        }
    }

    /** Nobody had it. */
    public static Finding fresh() {
        return FRESH;
    }

    /** Could not be looked up; to be looked at later. */
    public static Finding unverified() {
        return UNVERIFIED;
    }

    /** Somebody had it. */
    public static Finding repeats(Match match) {
        return new Finding(Verdict.REPEATED, match);
    }
}
