package dev.parley.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which routers owe an answer. For many threads; as many entries as there are routers. */
final class Debts {

    /** Until one that gave no answer is asked again, whatever it owes. */
    private static final Duration OWES_FOR = Duration.ofSeconds(5);

    private record Debt(int calls, Instant last) {}

    private final InstantSource clock;
    private final Map<URI, Debt> debts = new ConcurrentHashMap<>();

    Debts(InstantSource clock) {
        this.clock = clock;
    }

    /** The first of those that owe least; it owes one more from now on. @param bases at least one */
    URI next(List<URI> bases) {
        debts.keySet().retainAll(bases);
        Instant now = clock.instant();
        URI least = bases.get(0);
        for (URI base : bases) {
            if (calls(debts.get(base), now) < calls(debts.get(least), now)) {
                least = base;
            }
        }
        debts.merge(least, new Debt(1, now), (before, one) -> new Debt(calls(before, now) + 1, now));
        return least;
    }

    /** This one is there. */
    void answered(URI base) {
        debts.remove(base);
    }

    private static int calls(@Nullable Debt debt, Instant now) {
        return debt == null || !now.isBefore(debt.last().plus(OWES_FOR)) ? 0 : debt.calls();
    }
}
