package dev.parley.ideas.extraction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an answer.
 *
 * @param kind what it looks like by itself
 * @param indent columns before its first sign; a tab is four
 * @param body without indent and bullet; markup is still in it
 */
record AnswerLine(Kind kind, int indent, String body) {

    enum Kind {
        /** Nothing to read. */
        BLANK,
        /** Marked as a heading, or bold from end to end. */
        HEADING,
        /** Begins with a bullet, a number or a letter. */
        ITEM,
        /** An item that is ticked off or crossed out: done, or rejected. */
        DONE_ITEM,
        /** A rule, or the underline of the heading above. */
        RULE,
        /** A row of a table. */
        TABLE_ROW,
        /** The line that closes every answer. */
        NEXT,
        /** Anything else. */
        TEXT
    }

    private static final Pattern QUOTE = Pattern.compile("^(?:> ?){1,3}");
    private static final Pattern RULE = Pattern.compile("[-=_*]{3,}\\s*|(?:[-*_] ){2,}[-*_]?\\s*");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");
    private static final Pattern BOLD_LINE = Pattern.compile("(?:\\*\\*[^*]{1,200}\\*\\*|__[^_]{1,200}__)\\s*:?");
    private static final Pattern NEXT_LINE = Pattern.compile("(?i)[\\s*_>#-]*NEXT\\s?[*_]{0,2}\\s?[:：].*");
    private static final Pattern ROW = Pattern.compile("\\|.*\\|\\s*");

    /** The marks models use; a run of them is decoration, not a bullet. */
    private static final Pattern BULLET = Pattern.compile(
            "(?:[-*+–—―][\\s\\u00A0]+|[•‣◦▪▫■□●○◆◇⁃∙·➤➔➜→▶►»][\\s\\u00A0]*|[✓✔✅☑💡👉🔹🔸📌⭐🌱🚀]\\uFE0F?[\\s\\u00A0]*)(?=\\S)");

    /** {@code 1.} {@code 1)} {@code (1)} {@code [1]} {@code 1.2.} {@code 1️⃣}, and "Idea 1:" in our languages. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?:(?:\\d{1,2}\\.){1,3}\\d{0,2}\\)?(?:[\\s\\u00A0]+|(?=[*_]{1,3} ))"
                    + "|\\d{1,3}\\)[\\s\\u00A0]*|\\(\\d{1,3}\\)[\\s\\u00A0]*|\\[\\d{1,3}][\\s\\u00A0]+|\\d\\uFE0F?\\u20E3[\\s\\u00A0]*"
                    + "|(?iu:idea|idee|ideea|propunerea|proposal|идея|предложение|רעיון|הצעה)[\\s\\u00A0](?:#|№|nr\\.)? ?\\d{1,3}[\\s\\u00A0]?[:.)–—-]+[\\s\\u00A0]*)(?=\\S)");

    private static final Pattern LETTER = Pattern.compile(
            "(?:\\(?[A-Za-zА-Яа-яא-ת]\\)[\\s\\u00A0]*|[a-hа-зא-ט]\\.[\\s\\u00A0]+|[ivx]{1,4}[.)][\\s\\u00A0]+)(?=\\S)");
    private static final Pattern OPEN_BOX = Pattern.compile("\\[[ ]?][\\s\\u00A0]+");
    private static final Pattern CLOSED_BOX = Pattern.compile("\\[[xX✓✔]][\\s\\u00A0]+|~~|[❌✗✘⛔🚫]");

    static AnswerLine of(String raw) {
        String line = QUOTE.matcher(raw).replaceFirst("");
        String text = line.strip();
        int indent = indentOf(line);
        if (text.isEmpty()) {
            return new AnswerLine(Kind.BLANK, indent, "");
        }
        if (RULE.matcher(text).matches()) {
            return new AnswerLine(Kind.RULE, indent, "");
        }
        if (NEXT_LINE.matcher(text).matches()) {
            return new AnswerLine(Kind.NEXT, indent, text);
        }
        if (ROW.matcher(text).matches()) {
            return new AnswerLine(Kind.TABLE_ROW, indent, text);
        }
        return item(text, indent).orHeading();
    }

    private AnswerLine orHeading() {
        if (kind != Kind.TEXT) {
            return this;
        }
        Matcher heading = HEADING.matcher(body);
        if (heading.matches()) {
            return new AnswerLine(Kind.HEADING, indent, heading.group(1));
        }
        return BOLD_LINE.matcher(body).matches() ? new AnswerLine(Kind.HEADING, indent, body) : this;
    }

    private static AnswerLine item(String text, int indent) {
        Matcher emphasis = EMPHASIS.matcher(text);
        String opened = emphasis.lookingAt() && numbered(text.substring(emphasis.end())) > 0 ? emphasis.group() : "";
        String bare = text.substring(opened.length());
        int mark = marked(bare);
        if (mark == 0) {
            return new AnswerLine(Kind.TEXT, indent, text);
        }
        String body = bare.substring(mark);
        if (CLOSED_BOX.matcher(body).lookingAt()) {
            return new AnswerLine(Kind.DONE_ITEM, indent, body);
        }
        Matcher box = OPEN_BOX.matcher(body);
        body = box.lookingAt() ? body.substring(box.end()) : body;
        boolean closed = !opened.isEmpty() && body.startsWith(opened);
        return new AnswerLine(
                Kind.ITEM, indent, closed ? body.substring(opened.length()).strip() : opened + body);
    }

    /** {@code **1. Title**} and {@code *Idea 5.* Text}: the number is inside the emphasis. */
    private static final Pattern EMPHASIS = Pattern.compile("[*_]{1,3}(?=[\\p{L}\\d(\\[])");

    /** How long the mark is that the text begins with; a bullet may be followed by a number. */
    private static int marked(String text) {
        int bullet = lengthOf(BULLET, text);
        return bullet + numbered(text.substring(bullet));
    }

    private static int numbered(String text) {
        return Math.max(lengthOf(NUMBER, text), lengthOf(LETTER, text));
    }

    private static int lengthOf(Pattern mark, String text) {
        Matcher matcher = mark.matcher(text);
        return matcher.lookingAt() ? matcher.end() : 0;
    }

    private static int indentOf(String line) {
        int columns = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                columns += 4;
            } else if (Character.isWhitespace(c) || c == '\u00A0') {
                columns++;
            } else {
                break;
            }
        }
        return columns;
    }
}
