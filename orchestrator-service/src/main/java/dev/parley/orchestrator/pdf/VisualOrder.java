package dev.parley.orchestrator.pdf;

import java.text.Bidi;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts the letters of a line in the order in which they are drawn from left to right: the Unicode bidirectional algorithm
 * (UAX 9) as the JDK has it, with mirrored brackets (rule L4) and with marks kept behind their letters (rule L3).
 */
final class VisualOrder {

    /** The pairs of Unicode's BidiMirroring.txt that occur in running text. */
    private static final String PAIRS = "()[]{}<>«»‹›≤≥";

    private static final Map<Integer, Integer> MIRRORED = IntStream.range(0, PAIRS.length())
            .boxed()
            .collect(Collectors.toMap(i -> (int) PAIRS.charAt(i), i -> (int) PAIRS.charAt(i ^ 1)));

    private VisualOrder() {}

    /** The direction of a paragraph is that of its first letter that has one; left to right if none has. */
    static Bidi directions(String paragraph) {
        return new Bidi(paragraph, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    }

    /** The line that goes from {@code start} to before {@code end} in its paragraph. */
    static String of(String paragraph, Bidi directions, int start, int end) {
        Bidi line = directions.createLineBidi(start, end);
        if (line.isLeftToRight()) {
            return paragraph.substring(start, end);
        }
        int runs = line.getRunCount();
        byte[] levels = new byte[runs];
        Integer[] order = new Integer[runs];
        for (int run = 0; run < runs; run++) {
            levels[run] = (byte) line.getRunLevel(run);
            order[run] = run;
        }
        Bidi.reorderVisually(levels, 0, order, 0, runs);
        StringBuilder visual = new StringBuilder(end - start);
        for (Integer run : order) {
            String text = paragraph.substring(start + line.getRunStart(run), start + line.getRunLimit(run));
            visual.append((line.getRunLevel(run) & 1) == 0 ? text : backwards(text));
        }
        return visual.toString();
    }

    private static String backwards(String text) {
        StringBuilder reversed = new StringBuilder(text.length());
        int end = text.length();
        while (end > 0) {
            int start = text.offsetByCodePoints(end, -1);
            while (start > 0 && isMark(text.codePointAt(start))) {
                start = text.offsetByCodePoints(start, -1);
            }
            int letter = text.codePointAt(start);
            int after = start + Character.charCount(letter);
            reversed.appendCodePoint(MIRRORED.getOrDefault(letter, letter)).append(text, after, end);
            end = start;
        }
        return reversed.toString();
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
