package dev.parley.ideas.claim;

import dev.parley.ideas.ledger.Attempt;
import dev.parley.ideas.ledger.IdeaLedger;
import dev.parley.ideas.ledger.IdeaLedger.OverdueClaim;
import dev.parley.ideas.ledger.OpenLedger;
import dev.parley.ideas.ledger.Standing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Looks after what claims left open: claims that nobody confirmed lapse, ideas that could not be verified are looked at
 * again, and what lapsed long ago is deleted. Each run does a bounded piece; any number of replicas may run it.
 */
public final class Housekeeping {

    /**
     * How much, how late.
     *
     * @param lapseAfter a provisional claim of this age lapses
     * @param forgetAfter a claim that lapsed so long ago is deleted
     * @param batch how many claims, registries and deletions a run takes on
     */
    public record Bounds(Duration lapseAfter, Duration forgetAfter, int batch) {}

    private final IdeaLedger ledger;
    private final Restanding restanding;
    private final Clock clock;
    private final Bounds bounds;

    /** A keeper of this ledger. */
    public Housekeeping(IdeaLedger ledger, Restanding restanding, Clock clock, Bounds bounds) {
        this.ledger = ledger;
        this.restanding = restanding;
        this.clock = clock;
        this.bounds = bounds;
    }

    /** One run. Fails with {@link IdeaLedger.StoreAway} if the store is away; what was done until then stays done. */
    public Uni<Void> run() {
        return lapseOverdue().flatMap(done -> verify()).flatMap(done -> forget());
    }

    private Uni<Void> lapseOverdue() {
        return ledger.overdue(clock.instant().minus(bounds.lapseAfter()), bounds.batch())
                .flatMap(claims -> oneByOne(claims, this::lapse));
    }

    private Uni<Void> lapse(OverdueClaim overdue) {
        return ledger.open(
                overdue.registry(),
                0,
                open -> open.attempts(overdue.turn()).flatMap(attempts -> lapse(open, attempts, overdue.claim())));
    }

    /** It may have been confirmed since it was found. */
    private Uni<Void> lapse(OpenLedger open, List<Attempt> attempts, long claim) {
        return attempts.stream().anyMatch(one -> one.claim() == claim && one.standing() == Standing.PROVISIONAL)
                ? restanding.lapse(open, claim).flatMap(done -> restanding.settle(open))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> verify() {
        return ledger.withUnverified(bounds.batch())
                .flatMap(registries -> oneByOne(registries, registry -> ledger.open(registry, 0, restanding::settle)));
    }

    private Uni<Void> forget() {
        return ledger.forget(clock.instant().minus(bounds.forgetAfter()), bounds.batch())
                .replaceWithVoid();
    }

    private static <T> Uni<Void> oneByOne(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
