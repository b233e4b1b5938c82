package dev.parley.ideas.novelty;

/**
 * The idea that another one repeats, and how that was found.
 *
 * @param of the registry's first idea of the kind
 * @param text of that idea
 * @param score how alike the two are, 0..1
 * @param method the rung that found it, as told to readers
 * @param why one sentence for people
 */
public record Match(IdeaRef of, String text, double score, String method, String why) {

    /** Word for word, or nearly: both have the same canonical key. */
    static Match exact(Candidate idea, Candidate first) {
        String where = first.ref().claim() == idea.ref().claim()
                ? "earlier in the same answer (turn " + first.turn() + ")"
                : "in turn " + first.turn();
        return new Match(first.ref(), first.text(), 1.0, "exact", first.agent() + " said the same " + where + ".");
    }
}
