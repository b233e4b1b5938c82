package dev.parley.ideas.extraction;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much of one answer is taken.
 *
 * @param maxIdeas further ideas of the answer are dropped
 * @param maxLength in code points; the rest of a longer idea is cut off
 */
public record ExtractionBounds(int maxIdeas, int maxLength) {

    public ExtractionBounds {
        if (maxIdeas < 1) {
            throw new IllegalArgumentException("maxIdeas: " + maxIdeas + " (expected: >= 1)");
        }
        if (maxLength < 1) {
            throw new IllegalArgumentException("maxLength: " + maxLength + " (expected: >= 1)");
        }
    }

    /** Ideas that were found before, as far as they would be taken now. */
    public List<String> of(List<String> ideas) {
        return applyTo(ideas.stream());
    }

    List<String> applyTo(Stream<String> ideas) {
        return ideas.limit(maxIdeas).map(this::shortened).toList();
    }

    private String shortened(String idea) {
        return idea.codePointCount(0, idea.length()) <= maxLength
                ? idea
                : idea.substring(0, idea.offsetByCodePoints(0, maxLength)).strip();
    }
}
