package dev.parley.simulatednode.content.ideas;

import dev.parley.simulatednode.content.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ideas that a conversation already holds: the bullets of its answers, and of the list in the last instruction. */
record EarlierIdeas(List<String> ideas) {

    private static final int SHORTEST = 12;
    private static final int LONGEST_QUOTE = 72;

    /** Enough to repeat from; the oldest are left out. */
    private static final int MOST = 120;

    EarlierIdeas {
        ideas = List.copyOf(ideas);
    }

    static EarlierIdeas in(List<Message> messages, Material material) {
        List<String> ideas = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Message message : messages) {
            if (!message.from("system")) {
                message.content()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("- ") && line.length() > SHORTEST)
                        .map(line -> line.substring(2).strip())
                        .filter(idea -> !material.derived(idea) && known.add(idea.toLowerCase(Locale.ROOT)))
                        .forEach(idea -> ideas.add(Template.capitalised(idea)));
            }
        }
        return new EarlierIdeas(ideas.subList(Math.max(0, ideas.size() - MOST), ideas.size()));
    }

    boolean isEmpty() {
        return ideas.isEmpty();
    }

    boolean have(Material.Idea pattern) {
        return ideas.stream().anyMatch(pattern::made);
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
