package dev.parley.simulatednode.content.ideas;

import java.util.Locale;

/** The language of a conversation, told by the letters of its system prompt. */
enum Language {
    EN,
    RO,
    RU,
    HE;

    private static final String ROMANIAN = "ăâîșțşţ";

    static Language of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int cyrillic = 0;
        int hebrew = 0;
        int romanian = lower.contains("discuți despre") || lower.contains("discuti despre") ? 3 : 0;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            cyrillic += Character.UnicodeBlock.of(c) == Character.UnicodeBlock.CYRILLIC ? 1 : 0;
            hebrew += Character.UnicodeBlock.of(c) == Character.UnicodeBlock.HEBREW ? 1 : 0;
            romanian += ROMANIAN.indexOf(c) >= 0 ? 1 : 0;
        }
        int enough = Math.max(3, lower.length() / 10);
        if (cyrillic >= enough) {
            return RU;
        }
        if (hebrew >= enough) {
            return HE;
        }
        return romanian >= 3 ? RO : EN;
    }

    String resource() {
        return name().toLowerCase(Locale.ROOT) + ".txt";
    }
}
