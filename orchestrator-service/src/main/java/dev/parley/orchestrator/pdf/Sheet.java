package dev.parley.orchestrator.pdf;

import java.io.IOException;
import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** Sets paragraphs on A4 pages from top to bottom; a paragraph that reads from right to left stands at the right margin. */
final class Sheet {

    private static final PDRectangle PAPER = PDRectangle.A4;
    private static final float MARGIN = 62;
    private static final float WIDTH = PAPER.getWidth() - 2 * MARGIN;
    private static final float LEADING = 1.45f;
    private static final float FOOTER = 34;

    private final PDDocument document;
    private final Locale locale;
    private @Nullable PDPageContentStream ink;
    private float y;

    Sheet(PDDocument document, Locale locale) {
        this.document = document;
        this.locale = locale;
    }

    /** How a paragraph looks: letters, their size in points, their grey (0 = black), the space above, and what must follow on the page. */
    record Look(Typeface face, float size, float grey, float above, float keep) {}

    /** A text of any length; its line breaks are kept. */
    void write(String text, Look look) throws IOException {
        y -= look.above();
        if (y - look.keep() < MARGIN) {
            turnPage();
        }
        for (String paragraph : text.split("\\R", -1)) {
            set(paragraph.stripTrailing(), look);
        }
    }

    /** The page on which the next line stands. */
    PDPage page() throws IOException {
        if (ink == null) {
            turnPage();
        }
        return document.getPage(document.getNumberOfPages() - 1);
    }

    /** Ends the last page and numbers all of them. */
    void close(Look number) throws IOException {
        page();
        closeInk();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (PDPageContentStream foot =
                    new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true)) {
                String text = (i + 1) + " / " + pages;
                draw(foot, text, (PAPER.getWidth() - width(text, number)) / 2, FOOTER, number);
            }
        }
    }

    private void set(String paragraph, Look look) throws IOException {
        if (paragraph.isBlank()) {
            y -= look.size() * LEADING / 2;
            return;
        }
        Bidi directions = VisualOrder.directions(paragraph);
        int start = 0;
        for (int end : lineEnds(paragraph, look)) {
            y -= look.size() * LEADING;
            if (y < MARGIN) {
                turnPage();
                y -= look.size() * LEADING;
            }
            String line = VisualOrder.of(paragraph, directions, start, end).strip();
            float x = directions.baseIsLeftToRight() ? MARGIN : MARGIN + WIDTH - width(line, look);
            draw(ink(), line, x, y, look);
            start = end;
        }
    }

    /** Lines end where the language lets them; a word that is longer than a line is cut. */
    private List<Integer> lineEnds(String paragraph, Look look) {
        List<Integer> ends = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getLineInstance(locale);
        breaks.setText(paragraph);
        int start = 0;
        int fits = 0;
        for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            while (width(paragraph.substring(start, next).stripTrailing(), look) > WIDTH) {
                int cut = fits > start ? fits : start + most(paragraph.substring(start, next), look);
                ends.add(cut);
                start = cut;
                fits = cut;
            }
            fits = next;
        }
        ends.add(paragraph.length());
        return ends;
    }

    /** As many characters of a word as fit on a line, at least one. */
    private static int most(String word, Look look) {
        float width = 0;
        int end = 0;
        while (end < word.length()) {
            int letter = word.codePointAt(end);
            width += look.face().width(letter) / 1000 * look.size();
            if (width > WIDTH && end > 0) {
                return end;
            }
            end += Character.charCount(letter);
        }
        return end;
    }

    private static float width(String line, Look look) {
        double thousandths = line.codePoints().mapToDouble(look.face()::width).sum();
        return (float) (thousandths / 1000 * look.size());
    }

    private static void draw(PDPageContentStream ink, String line, float x, float y, Look look) throws IOException {
        ink.beginText();
        ink.setNonStrokingColor(look.grey());
        ink.newLineAtOffset(x, y);
        for (Typeface.Run run : look.face().runs(line)) {
            ink.setFont(run.font(), look.size());
            if (run.back() == 0) {
                ink.showText(run.text());
            } else {
                ink.showTextWithPositioning(new Object[] {run.back(), run.text(), -run.back()});
            }
        }
        ink.endText();
    }

    private PDPageContentStream ink() throws IOException {
        page();
        if (ink == null) {
            throw new IllegalStateException("no page");
        }
        return ink;
    }

    private void turnPage() throws IOException {
        closeInk();
        PDPage page = new PDPage(PAPER);
        document.addPage(page);
        ink = new PDPageContentStream(document, page);
        y = PAPER.getHeight() - MARGIN;
    }

    private void closeInk() throws IOException {
        if (ink != null) {
            ink.close();
            ink = null;
        }
    }
}
