package dev.parley.ideas.claim;

import dev.parley.ideas.novelty.Finding;
import dev.parley.protocol.idea.Verdict;
import java.util.List;

/** Is told what happens to claims, for whoever counts it. */
public interface ClaimWatch {

    /** A claim was recorded with these findings. */
    void recorded(List<Finding> findings);

    /** A claim was repeated, and told again. */
    void toldAgain();

    /** A claim or a confirmation was refused. */
    void refused();

    /** A claim has lapsed, because a newer attempt superseded it or because nobody confirmed it in time. */
    void lapsed();

    /** An unverified idea was looked at again, with this result. */
    void corrected(Verdict verdict);
}
