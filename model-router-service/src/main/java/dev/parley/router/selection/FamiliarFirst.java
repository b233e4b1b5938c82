package dev.parley.router.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what belongs together on one node, as long as that does not cost too much. */
record FamiliarFirst(double bound, NodeSelection others) implements NodeSelection {

    @Override
    public List<Candidate> order(List<Candidate> candidates) {
        List<Candidate> ordered = others.order(candidates);
        Optional<Candidate> familiar = ordered.stream()
                .filter(candidate -> candidate.prospect().familiar())
                .findFirst();
        if (familiar.isEmpty() || !isWorthIt(familiar.get(), ordered)) {
            return ordered;
        }
        List<Candidate> changed = new ArrayList<>(ordered.size());
        changed.add(familiar.get());
        ordered.stream().filter(candidate -> candidate != familiar.get()).forEach(changed::add);
        return changed;
    }

    private boolean isWorthIt(Candidate familiar, List<Candidate> ordered) {
        if (familiar.node().isSuspect() || !familiar.isWarm()) {
            return false;
        }
        double usual = SoonestFirst.best(ordered);
        return familiar.seconds(usual) <= bound * ordered.get(0).seconds(usual);
    }
}
