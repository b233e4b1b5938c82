package dev.parley.ideas.extraction;

import java.util.regex.Pattern;

/** Tells titles from statements. */
final class Titles {

    private static final Pattern BOLD = Pattern.compile("\\s*(?:\\*\\*[^*]+\\*\\*|__[^_]+__)\\s*");

    private static final int LONGEST = 300;

    /** Words from which on a text without a verb is unlikely. */
    private static final int STATEMENT = 5;

    private Titles() {}

    /** Bold from end to end, and not too long: names what is said below. */
    static boolean isBare(CharSequence text) {
        return text.length() <= LONGEST && BOLD.matcher(text).matches();
    }

    /** A whole sentence, with a capital where the script has them, and its full stop. */
    static boolean isStatement(String plain) {
        if (plain.isEmpty() || plain.split(" ").length < STATEMENT) {
            return false;
        }
        boolean ended = ".!".indexOf(plain.charAt(plain.length() - 1)) >= 0;
        return ended && !Character.isLowerCase(plain.codePointAt(0));
    }
}
