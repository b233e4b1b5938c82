package dev.parley.ideas.novelty;

import dev.parley.ideas.novelty.IdeaIndex.IndexAway;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The first rung: equal canonical keys. */
final class ExactRung implements Rung {

    private static final Logger LOG = Logger.getLogger(ExactRung.class);

    private final IdeaIndex index;

    ExactRung(IdeaIndex index) {
        this.index = index;
    }

    @Override
    public Uni<List<Finding>> look(Ground ground, List<Candidate> ideas) {
        return index.note(ground, ideas)
                .flatMap(firsts -> firsts.map(known -> Uni.createFrom().item(known))
                        .orElseGet(() -> index.rebuildAndNote(ground, ideas)))
                .map(firsts -> compared(ideas, firsts))
                .onFailure(IndexAway.class)
                .recoverWithItem(away -> withoutIndex(ground, ideas, away));
    }

    private static List<Finding> compared(List<Candidate> ideas, List<Candidate> firsts) {
        List<Finding> findings = new ArrayList<>(ideas.size());
        for (int i = 0; i < ideas.size(); i++) {
            Candidate idea = ideas.get(i);
            Candidate first = firsts.get(i);
            findings.add(first.ref().equals(idea.ref()) ? Finding.fresh() : Finding.repeats(Match.exact(idea, first)));
        }
        return findings;
    }

    /** What an answer itself repeats is certain without any index; the rest is looked at later. */
    private static List<Finding> withoutIndex(Ground ground, List<Candidate> ideas, Throwable away) {
        LOG.warnf(
                "ideas are not verified conversation=%s ideas=%d cause=%s",
                ground.registry().conversation(), ideas.size(), away.getCause());
        Map<String, Candidate> firsts = new HashMap<>();
        return ideas.stream()
                .map(idea -> {
                    Candidate first = firsts.putIfAbsent(idea.key(), idea);
                    return first == null || first.ref().claim() != idea.ref().claim()
                            ? Finding.unverified()
                            : Finding.repeats(Match.exact(idea, first));
                })
                .toList();
    }
}
