package dev.parley.ideas.extraction;

import java.util.regex.Pattern;

/** Takes Markdown off a text: what is left is what a reader would see. */
final class Markup {

    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\[\\]\\n]*]\\([^()\\s]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]\\n]+)]\\([^()\\s]+\\)");
    private static final Pattern CODE = Pattern.compile("`{1,2}([^`\\n]+)`{1,2}");
    private static final Pattern STRUCK = Pattern.compile("~~([^~\\n]*)~~");
    private static final Pattern STRONG = Pattern.compile("\\*\\*|(?<![\\p{L}\\p{N}_])__|__(?![\\p{L}\\p{N}_])");
    private static final Pattern STARS =
            Pattern.compile("(?<![\\p{L}\\p{N}*\\\\])\\*(?=[^\\s*])([^*\\n]+)(?<=[^\\s*])\\*(?![\\p{L}\\p{N}*])");
    private static final Pattern UNDERSCORES =
            Pattern.compile("(?<![\\p{L}\\p{N}_\\\\])_(?=[^\\s_])([^_\\n]+)(?<=[^\\s_])_(?![\\p{L}\\p{N}_])");
    private static final Pattern TAG = Pattern.compile("</?(?:b|i|u|em|strong|br|p|span|mark|sup|sub)\\s{0,4}/?>");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+\\-.!~>|])");

    /** Marks that steer the direction of a line or join nothing, and the byte order mark. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\u00AD]");

    private Markup() {}

    /** One line of plain text: markup and invisible marks gone, white space runs one space, trimmed. */
    static String off(String text) {
        String plain = IMAGE.matcher(text).replaceAll("");
        plain = LINK.matcher(plain).replaceAll("$1");
        plain = CODE.matcher(plain).replaceAll("$1");
        plain = STRUCK.matcher(plain).replaceAll("$1");
        plain = STRONG.matcher(plain).replaceAll("");
        plain = STARS.matcher(plain).replaceAll("$1");
        plain = UNDERSCORES.matcher(plain).replaceAll("$1");
        plain = TAG.matcher(plain).replaceAll(" ");
        plain = ESCAPE.matcher(plain).replaceAll("$1");
        return oneLine(plain);
    }

    static String withoutInvisibleMarks(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\u00A0\\u2007\\u202F]+", " ").strip();
    }
}
