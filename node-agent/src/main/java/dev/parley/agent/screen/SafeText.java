package dev.parley.agent.screen;

import java.util.regex.Pattern;

/**
 * Takes out of a text whatever a terminal would obey instead of show. Models repeat what they read, and what they read
 * may have been written to move the cursor, recolour the screen, set the title or fill the clipboard.
 */
public final class SafeText {

    /** Whole escape sequences, so that their letters do not stay behind: CSI, OSC and its like, and two-letter ones. */
    private static final Pattern SEQUENCES = Pattern.compile("(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]?"
            + "|(?:\\u001B[\\]PX^_]|[\\u0090\\u0098\\u009D-\\u009F])[^\\u0007\\u001B\\u009C]*(?:\\u0007|\\u001B\\\\|\\u009C)?"
            + "|\\u001B[ -/]*[0-~]?");

    /** Every other control character but tab and new line, and those that turn the direction of what follows. */
    private static final Pattern CONTROLS = Pattern.compile(
            "[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]");

    private static final Pattern C1 = Pattern.compile("[\\u007F-\\u009F]");

    private SafeText() {}

    /** The same text, fit to be shown. */
    public static String of(String text) {
        return CONTROLS.matcher(SEQUENCES.matcher(text).replaceAll("")).replaceAll("");
    }

    /** The same as one line. */
    public static String line(String text) {
        return of(text).replaceAll("\\s+", " ").strip();
    }

    /** JSON that stays the same to its reader and holds no control character that a terminal knows. */
    public static String json(String json) {
        return C1.matcher(json)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
