package dev.parley.router.selection;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * By the time at which a request would be done, roughly: what differs by less than a quarter, or a tenth of a second, is as
 * good, so that nearly equal nodes share the work and are all measured.
 */
final class SoonestFirst implements NodeSelection {

    static final SoonestFirst INSTANCE = new SoonestFirst();

    /** Where no node is known. Only its share that is taken counts then. */
    private static final double ANY = 1;

    private static final double ALIKE_SECONDS = 0.1;
    private static final double ALIKE_FACTOR = Math.log(1.25);

    private SoonestFirst() {}

    @Override
    public List<Candidate> order(List<Candidate> candidates) {
        double best = best(candidates);
        return candidates.stream()
                .sorted(Comparator.comparingLong(candidate -> roughly(candidate.seconds(best))))
                .toList();
    }

    private static long roughly(double seconds) {
        return Math.round(Math.log(seconds + ALIKE_SECONDS) / ALIKE_FACTOR);
    }

    /** Seconds for which the fastest of them is taken. */
    static double best(List<Candidate> candidates) {
        return candidates.stream()
                .flatMap(candidate -> candidate.prospect().service().stream())
                .map(service -> service.usual())
                .min(Comparator.naturalOrder())
                .map(Duration::toNanos)
                .map(nanos -> nanos / 1e9)
                .orElse(ANY);
    }
}
