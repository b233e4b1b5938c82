package dev.parley.ideas.novelty;

import dev.parley.protocol.idea.Verdict;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** The rungs, climbed from the first: an idea goes on to the next rung only while every rung so far has called it new. */
public final class Ladder {

    private final List<Rung> rungs;

    private Ladder(List<Rung> rungs) {
        this.rungs = List.copyOf(rungs);
    }

    /** The ladder of today: exact keys. */
    public static Ladder exact(IdeaIndex index) {
        return new Ladder(List.of(new ExactRung(index)));
    }

    /** These rungs in this order. */
    static Ladder of(Rung... rungs) {
        return new Ladder(List.of(rungs));
    }

    /** One finding per idea, in their order. Without ideas nobody is asked. */
    public Uni<List<Finding>> judge(Ground ground, List<Candidate> ideas) {
        List<Finding> fresh = ideas.stream().map(idea -> Finding.fresh()).toList();
        return climb(0, ground, ideas, fresh);
    }

    private Uni<List<Finding>> climb(int rung, Ground ground, List<Candidate> ideas, List<Finding> soFar) {
        List<Integer> open = openOf(soFar);
        if (rung == rungs.size() || open.isEmpty()) {
            return Uni.createFrom().item(soFar);
        }
        List<Candidate> asked = open.stream().map(ideas::get).toList();
        return rungs.get(rung)
                .look(ground, asked)
                .map(found -> merged(soFar, open, found))
                .flatMap(findings -> climb(rung + 1, ground, ideas, findings));
    }

    private static List<Integer> openOf(List<Finding> findings) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            if (findings.get(i).verdict() == Verdict.NEW) {
                open.add(i);
            }
        }
        return open;
    }

    private static List<Finding> merged(List<Finding> soFar, List<Integer> open, List<Finding> found) {
        List<Finding> merged = new ArrayList<>(soFar);
        for (int i = 0; i < open.size(); i++) {
            merged.set(open.get(i), found.get(i));
        }
        return merged;
    }
}
