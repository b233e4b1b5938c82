package dev.parley.ideas.extraction;

import dev.parley.ideas.extraction.AnswerLine.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the lines of an answer together: headings, paragraphs, and items with the items under them. */
final class Outline {

    /** A part of an answer, in its order. */
    sealed interface Part permits Heading, Paragraph, Item {}

    /** What follows stands under this. */
    record Heading(String text) implements Part {}

    /** Running text, its lines joined. */
    record Paragraph(StringBuilder text) implements Part {}

    /** A bulleted or numbered item; {@code done} if it is ticked off or crossed out. */
    record Item(int indent, boolean done, StringBuilder text, List<Item> details) implements Part {}

    /** Steps to the right that are only untidiness, not a level. */
    private static final int SAME_LEVEL = 2;

    private static final int TALLEST = 64;

    private final List<Part> parts = new ArrayList<>();
    private final Deque<Item> open = new ArrayDeque<>();
    private @Nullable Paragraph paragraph;
    private boolean afterBlank = true;
    private boolean inCode;

    private Outline() {}

    static List<Part> of(List<String> lines) {
        Outline outline = new Outline();
        for (String line : lines) {
            if (line.strip().startsWith("```")) {
                outline.inCode = !outline.inCode;
            } else if (!outline.inCode && !outline.add(AnswerLine.of(line))) {
                break;
            }
        }
        return outline.parts;
    }

    /** Answers whether there may be more: what follows an empty closing line belongs to it. */
    private boolean add(AnswerLine line) {
        switch (line.kind()) {
            case BLANK -> paragraph = null;
            case HEADING -> heading(line.body());
            case RULE -> underline();
            case ITEM, DONE_ITEM -> item(line);
            case TEXT -> text(line);
            case TABLE_ROW -> closeAll();
            case NEXT -> {
                return false;
            }
        }
        afterBlank = line.kind() == Kind.BLANK;
        return true;
    }

    private void heading(String text) {
        closeAll();
        parts.add(new Heading(text));
    }

    /** A rule right under a one-line paragraph makes it a heading. */
    private void underline() {
        if (paragraph != null) {
            String title = paragraph.text().toString();
            parts.remove(parts.size() - 1);
            heading(title);
        }
        closeAll();
    }

    private void item(AnswerLine line) {
        paragraph = null;
        while (!open.isEmpty() && line.indent() < open.element().indent() + SAME_LEVEL) {
            open.pop();
        }
        Item item = new Item(
                line.indent(), line.kind() == Kind.DONE_ITEM, new StringBuilder(line.body()), new ArrayList<>());
        if (open.isEmpty()) {
            parts.add(item);
        } else {
            open.element().details().add(item);
        }
        if (open.size() < TALLEST) {
            open.push(item);
        }
    }

    private void text(AnswerLine line) {
        if (!open.isEmpty() && belongsTo(open.element(), line)) {
            continueItem(open.element(), line.body());
        } else if (paragraph != null) {
            paragraph.text().append(' ').append(line.body());
        } else {
            open.clear();
            paragraph = new Paragraph(new StringBuilder(line.body()));
            parts.add(paragraph);
        }
    }

    private boolean belongsTo(Item item, AnswerLine line) {
        if (line.indent() >= item.indent() + SAME_LEVEL) {
            return true;
        }
        if (afterBlank) {
            return false;
        }
        int first = line.body().codePointAt(0);
        return Character.isLowerCase(first) || (!Character.isUpperCase(first) && !isEnded(item.text()));
    }

    /** A wrapped line goes on; a paragraph of its own under an item is a detail, unless the item is only a title. */
    private void continueItem(Item item, String body) {
        boolean title = Titles.isBare(item.text());
        if (title) {
            item.text().append(": ").append(body);
        } else if (!afterBlank) {
            item.text().append(' ').append(body);
        }
    }

    private void closeAll() {
        open.clear();
        paragraph = null;
    }

    private static boolean isEnded(CharSequence text) {
        return text.length() > 0 && ".!?…:;".indexOf(text.charAt(text.length() - 1)) >= 0;
    }
}
