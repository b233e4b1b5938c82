package dev.parley.ideas.extraction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges by its wording whether a sentence proposes something. Errs on the side of silence. */
final class Proposals {

    /** Where a clause ends: at a mark before a space, or before a word that opens the consequence. */
    private static final Pattern CLAUSE_END =
            Pattern.compile("(?<mark>[:;,–—]) (?:so |then |and |but |therefore,? )?| (?:so|then|therefore) |[.!?…]$");

    private static final int LONGEST_LABEL = 6;

    private final Wording wording;

    Proposals(Wording wording) {
        this.wording = wording;
    }

    /** Some clause proposes and does not reject, and no label before it says that this is another matter. */
    boolean isProposal(String sentence) {
        if (isOtherMatter(sentence)) {
            return false;
        }
        Matcher end = CLAUSE_END.matcher(sentence);
        int from = 0;
        while (from < sentence.length()) {
            boolean found = end.find();
            String clause = sentence.substring(from, found ? end.start() : sentence.length());
            boolean rejected = wording.rejects(clause);
            if (!rejected && wording.proposes(clause)) {
                return true;
            }
            if (rejected && found && ":".equals(end.group("mark"))) {
                return false;
            }
            from = found ? end.end() : sentence.length();
        }
        return false;
    }

    /** A labelled fact, risk, source or rejection: {@code Cost of it: 200 lei}. */
    boolean isOtherMatter(String text) {
        String label = labelOf(text);
        return label.split(" ").length <= LONGEST_LABEL && wording.labelsOtherMatter(label);
    }

    /**
     * The same of an item. Only the bare label counts ({@code Mandatory question: ...} is an idea), and not if something is
     * drawn from it: {@code Risk: nobody comes, so begin on a market day}.
     */
    boolean isOtherItem(String text) {
        String label = labelOf(text);
        return wording.rejects(label)
                || (wording.isLabelOfOtherMatter(label) && !wording.concludes(text))
                || isMereQuestion(text);
    }

    /** A question that suggests nothing. */
    boolean isMereQuestion(String text) {
        return text.endsWith("?") && !wording.suggests(text);
    }

    private static String labelOf(String text) {
        int colon = text.indexOf(':');
        return colon < 0 || text.startsWith("//", colon + 1) ? "" : text.substring(0, colon);
    }
}
