package dev.parley.orchestrator.context;

/**
 * A kind of letters that a model's tokenizer treats alike. Each has a first guess of its tokens per character: what common
 * tokenizers of 30,000 to 250,000 words need at most in running text, rounded up.
 */
enum Script {
    /** English, and what is plain in every language written in Latin letters; spaces. */
    LATIN(0.32),

    /** Letters with marks: Romanian diacritics; quotation marks and dashes. */
    ACCENTED(1.2),

    /** Russian. */
    CYRILLIC(0.6),

    /** Hebrew. */
    HEBREW(1.1),

    /** Digits, punctuation, line breaks: often a token each. */
    SIGN(0.8),

    /** Everything else: other alphabets, ideographs, emoji. */
    OTHER(2.0);

    private static final int LAST_LATIN = 0x024F;
    private static final Script[] ASCII = ascii();

    private final double guess;

    Script(double guess) {
        this.guess = guess;
    }

    /** Tokens per character before anything was learned. */
    double guess() {
        return guess;
    }

    static Script of(int codePoint) {
        if (codePoint < ASCII.length) {
            return ASCII[codePoint];
        }
        if (codePoint <= LAST_LATIN || isPunctuation(codePoint)) {
            return ACCENTED;
        }
        if (codePoint >= 0x0400 && codePoint <= 0x052F) {
            return CYRILLIC;
        }
        return codePoint >= 0x0590 && codePoint <= 0x05FF ? HEBREW : OTHER;
    }

    private static boolean isPunctuation(int codePoint) {
        return codePoint >= 0x2000 && codePoint <= 0x206F;
    }

    private static Script[] ascii() {
        Script[] table = new Script[128];
        for (int i = 0; i < table.length; i++) {
            table[i] = i == ' ' || Character.isLetter(i) ? LATIN : SIGN;
        }
        return table;
    }
}
