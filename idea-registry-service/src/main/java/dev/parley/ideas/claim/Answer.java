package dev.parley.ideas.claim;

import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.CanonicalKey;
import dev.parley.ideas.novelty.IdeaRef;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.Splitter;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer, cut into ideas.
 *
 * @param fingerprint equal for the same text cut in the same way
 */
record Answer(String fingerprint, List<String> ideas) {

    List<Candidate> candidates(long claim, ClaimIdeas request) {
        List<Candidate> candidates = new ArrayList<>(ideas.size());
        for (String idea : ideas) {
            IdeaRef ref = new IdeaRef(claim, candidates.size() + 1);
            String key = keyOf(request.splitter(), idea).fingerprint();
            candidates.add(new Candidate(ref, key, request.turn(), request.agent(), idea));
        }
        return candidates;
    }

    /** The first system compared what it had cut, letter for letter. */
    private static CanonicalKey keyOf(Splitter splitter, String idea) {
        return switch (splitter) {
            case BULLETS -> CanonicalKey.of(idea);
            case V4 -> CanonicalKey.verbatim(idea);
        };
    }
}
