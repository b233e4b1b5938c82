package dev.parley.simulatednode.content.ideas;

import java.util.List;
import java.util.Locale;

/** The part that an agent plays, found by the words of its system prompt in any of the four languages. */
enum Role {
    GENERATOR("intro.generator", List.of("generator", "генератор", "מחולל", "יוצר")),
    CRITIC("intro.critic", List.of("critic", "критик", "מבקר")),
    MODERATOR("intro.moderator", List.of("moderator", "модератор", "מנחה")),
    SYNTH("intro.synth", List.of("synth", "sintetizator", "синтез", "מסנתז", "סינתזה", "מסכם")),
    OTHER("intro.other", List.of());

    private static final List<String> MARKS = List.of("role:", "rol:", "роль:", "תפקיד:");

    private final String intro;
    private final List<String> words;

    Role(String intro, List<String> words) {
        this.intro = intro;
        this.words = words;
    }

    /** The section with the opening lines of this part. */
    String intro() {
        return intro;
    }

    static Role in(String systemPrompt) {
        String text = systemPrompt.toLowerCase(Locale.ROOT);
        for (String mark : MARKS) {
            int at = text.indexOf(mark);
            if (at >= 0) {
                return first(text.substring(at, Math.min(text.length(), at + 60)));
            }
        }
        return first(text);
    }

    private static Role first(String text) {
        Role found = OTHER;
        int earliest = Integer.MAX_VALUE;
        for (Role role : values()) {
            for (String word : role.words) {
                int at = text.indexOf(word);
                if (at >= 0 && at < earliest) {
                    earliest = at;
                    found = role;
                }
            }
        }
        return found;
    }
}
