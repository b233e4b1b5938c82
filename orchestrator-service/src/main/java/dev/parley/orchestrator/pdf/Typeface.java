package dev.parley.orchestrator.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * One weight of text in one document: each letter comes from the first font that has it, and one that none has is shown as
 * the replacement character. Only the letters that are used are embedded.
 */
final class Typeface {

    /**
     * A stretch of text in one font.
     *
     * @param back how far left of the end of the text before it begins, in thousandths of the type size; the text after it
     *     begins as if it were not there
     */
    record Run(PDType0Font font, String text, float back) {}

    private static final int REPLACEMENT = 0xFFFD;
    private static final int DROPPED = -1;

    private final List<PDType0Font> fonts = new ArrayList<>();
    private final Map<Integer, @Nullable PDType0Font> fontOf = new HashMap<>();
    private final Map<Integer, Float> widthOf = new HashMap<>();

    /** The fonts in the order in which they are asked. */
    Typeface(PDDocument document, List<byte[]> files) {
        for (byte[] file : files) {
            try {
                fonts.add(PDType0Font.load(document, new ByteArrayInputStream(file), true));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The width of a letter, in thousandths of the type size. */
    float width(int letter) {
        return widthOf.computeIfAbsent(letter, it -> {
            int shown = shown(it);
            PDType0Font font = font(shown);
            return font == null || isMark(shown) ? 0 : width(font, shown);
        });
    }

    /** What is drawn, letter by letter from left to right; marks such as vowel points are put in the middle of their letter. */
    List<Run> runs(String line) {
        List<Run> runs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        PDType0Font current = null;
        float before = 0;
        for (int letter : line.codePoints().toArray()) {
            int shown = shown(letter);
            PDType0Font font = font(shown);
            if (font == null) {
                continue;
            }
            boolean mark = isMark(shown);
            if (current != null && (font != current || mark)) {
                runs.add(new Run(current, text.toString(), 0));
                text.setLength(0);
            }
            if (mark) {
                runs.add(new Run(font, Character.toString(shown), before / 2 + middle(font, shown)));
                current = null;
            } else {
                current = font;
                text.appendCodePoint(shown);
                before = width(shown);
            }
        }
        if (current != null) {
            runs.add(new Run(current, text.toString(), 0));
        }
        return runs;
    }

    /** Combining letters of Latin and Cyrillic have glyphs that stand right by themselves. */
    private static boolean isMark(int letter) {
        return letter >= 0x0591 && letter <= 0x05C7 && Character.getType(letter) == Character.NON_SPACING_MARK;
    }

    /** Where the middle of a glyph is, from where it begins. */
    private static float middle(PDType0Font font, int letter) {
        try {
            int code = font.readCode(new ByteArrayInputStream(font.encode(Character.toString(letter))));
            return (float) font.getNormalizedPath(code).getBounds2D().getCenterX();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs that steer, such as those of direction, have done their work and are not drawn. */
    private int shown(int letter) {
        if (letter == '\t' || Character.isSpaceChar(letter)) {
            return ' ';
        }
        if (Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT) {
            return DROPPED;
        }
        return font(letter) == null ? REPLACEMENT : letter;
    }

    private @Nullable PDType0Font font(int letter) {
        if (letter == DROPPED) {
            return null;
        }
        if (!fontOf.containsKey(letter)) {
            fontOf.put(
                    letter,
                    fonts.stream().filter(font -> has(font, letter)).findFirst().orElse(null));
        }
        return fontOf.get(letter);
    }

    private static boolean has(PDType0Font font, int letter) {
        try {
            font.encode(Character.toString(letter));
            return true;
        } catch (IllegalArgumentException absent) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float width(PDType0Font font, int letter) {
        try {
            return font.getStringWidth(Character.toString(letter));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
