package dev.parley.router.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Shuffles. */
record AnyOrder(RandomGenerator random) implements NodeSelection {

    @Override
    public List<Candidate> order(List<Candidate> candidates) {
        List<Candidate> left = new ArrayList<>(candidates);
        List<Candidate> drawn = new ArrayList<>(candidates.size());
        while (!left.isEmpty()) {
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }
}
