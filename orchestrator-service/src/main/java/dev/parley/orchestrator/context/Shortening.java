package dev.parley.orchestrator.context;

/** Says a text in fewer characters, ending where a word ends. */
final class Shortening {

    private static final String MORE = "…";

    /** How far back the end of a word is looked for. */
    private static final int WORD = 24;

    private Shortening() {}

    /** The beginning of a text. */
    static String beginning(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, end(text, most - MORE.length())).strip() + MORE;
    }

    /** The beginning and the end of a text, the end being where an answer says what follows from it. */
    static String ends(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int half = Math.max(1, (most - MORE.length() - 2) / 2);
        int from = text.length() - half;
        int tail = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
        return text.substring(0, end(text, half)).strip() + "\n" + MORE + "\n"
                + text.substring(tail).strip();
    }

    /** On one line, without the sign of a list before it. */
    static String line(String text, int most) {
        String flat = text.replaceAll("\\s+", " ").strip().replaceFirst("^[-*•–—]+ *", "");
        return beginning(flat, most);
    }

    private static int end(String text, int most) {
        int end = Math.max(1, most);
        for (int i = end; i > Math.max(1, end - WORD); i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
