package dev.parley.orchestrator.context;

import dev.parley.protocol.conversation.IdeasInPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * The ideas already mentioned, in as many words as fit: the newest in full, older ones in short, and where even that is too
 * much, the oldest by their number alone. The newest idea is always told.
 */
final class IdeaDigest {

    /** What the speakers of the last round or two have just heard, and are most likely to repeat. */
    private static final int IN_FULL = 10;

    private static final int OLDER = 80;
    private static final int[] SHORTER = {120, 60, 30};
    private static final String BETWEEN = "\n- ";

    private final Weights weights;
    private final int room;

    /** A digest for so many tokens. */
    IdeaDigest(Weights weights, int room) {
        this.weights = weights;
        this.room = room;
    }

    /**
     * The ideas to show.
     *
     * @param ideas as many as are to be told of, oldest first
     */
    List<String> of(List<String> ideas, IdeasInPrompt way) {
        List<String> shown = way == IdeasInPrompt.DIGEST ? olderInShort(ideas) : ideas;
        for (int i = 0; i < SHORTER.length && fitting(shown) < shown.size(); i++) {
            int most = SHORTER[i];
            shown = shown.stream().map(idea -> Shortening.beginning(idea, most)).toList();
        }
        return newest(shown, Math.max(1, fitting(shown)));
    }

    private static List<String> olderInShort(List<String> ideas) {
        List<String> shown = new ArrayList<>(ideas.size());
        for (int i = 0; i < ideas.size(); i++) {
            String idea = ideas.get(i);
            shown.add(i < ideas.size() - IN_FULL ? Shortening.line(idea, OLDER) : idea);
        }
        return shown;
    }

    /** How many of the newest have room, and with them the number of the rest. */
    private int fitting(List<String> ideas) {
        int left = room;
        int note = weights.of(BETWEEN + number(ideas.size()));
        for (int i = ideas.size() - 1; i >= 0; i--) {
            left -= weights.of(BETWEEN + ideas.get(i));
            if (left < (i == 0 ? 0 : note)) {
                return ideas.size() - 1 - i;
            }
        }
        return ideas.size();
    }

    private static List<String> newest(List<String> ideas, int most) {
        int left = ideas.size() - most;
        if (left <= 0) {
            return ideas;
        }
        List<String> shown = new ArrayList<>(most + 1);
        shown.add(number(left));
        shown.addAll(ideas.subList(left, ideas.size()));
        return shown;
    }

    private static String number(int left) {
        return "(+" + left + ")";
    }
}
