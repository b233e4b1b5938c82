package dev.parley.simulatednode.content.ideas;

import dev.parley.simulatednode.content.Message;
import java.util.ArrayList;
import java.util.List;

/** The ideas that a conversation already holds: the bullets of its answers, and of the list in the last instruction. */
record EarlierIdeas(List<String> ideas) {

    private static final int SHORTEST = 12;
    private static final int LONGEST_QUOTE = 72;

    static EarlierIdeas in(List<Message> messages) {
        List<String> ideas = new ArrayList<>();
        for (Message message : messages) {
            if (!message.from("system")) {
                message.content()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("- ") && line.length() > SHORTEST)
                        .map(line -> line.substring(2).strip())
                        .filter(idea -> !ideas.contains(idea))
                        .forEach(ideas::add);
            }
        }
        return new EarlierIdeas(ideas);
    }

    boolean isEmpty() {
        return ideas.isEmpty();
    }

    /** Short enough to stand inside another sentence. */
    static String quote(String idea) {
        String plain = idea.replaceAll("[\"“”„«»]", "");
        if (plain.length() <= LONGEST_QUOTE) {
            return plain;
        }
        int end = plain.lastIndexOf(' ', LONGEST_QUOTE);
        return plain.substring(0, end < SHORTEST ? LONGEST_QUOTE : end);
    }
}
