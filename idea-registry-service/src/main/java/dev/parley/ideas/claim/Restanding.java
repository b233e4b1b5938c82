package dev.parley.ideas.claim;

import dev.parley.ideas.ledger.ClaimRecord.Judged;
import dev.parley.ideas.ledger.OpenLedger;
import dev.parley.ideas.ledger.Standing;
import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.Finding;
import dev.parley.ideas.novelty.Ground;
import dev.parley.ideas.novelty.Ladder;
import dev.parley.protocol.idea.Verdict;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Lets claims lapse and come back. Verdicts that rested on such a claim are in doubt from then on: their ideas are
 * unverified until {@link #settle} has looked at them again.
 */
public final class Restanding {

    private final Ladder ladder;
    private final ClaimWatch watch;
    private final Clock clock;
    private final RandomGenerator random;
    private final int ideas;

    /**
     * @param random draws the names of states; equal names would make an index be trusted that is out of date
     * @param ideas how many unverified ideas of a registry are looked at in one go; the rest waits for the next
     */
    public Restanding(Ladder ladder, ClaimWatch watch, Clock clock, RandomGenerator random, int ideas) {
        this.ladder = ladder;
        this.watch = watch;
        this.clock = clock;
        this.random = random;
        this.ideas = ideas;
    }

    Uni<Void> lapse(OpenLedger open, long claim) {
        watch.lapsed();
        return restand(open, claim, Standing.LAPSED);
    }

    /** The index of the state before is out of date, and no index knows the new one. */
    Uni<Void> restand(OpenLedger open, long claim, Standing standing) {
        open.state(random.nextLong());
        return open.restand(claim, standing, clock.instant());
    }

    /** Looks at the registry's unverified ideas, oldest first, and keeps what it finds if the index is there. */
    Uni<Void> settle(OpenLedger open) {
        return open.unverified(ideas)
                .flatMap(unverified -> unverified.isEmpty() ? Uni.createFrom().voidItem() : judge(open, unverified));
    }

    private Uni<Void> judge(OpenLedger open, List<Candidate> unverified) {
        long next = random.nextLong();
        return ladder.judge(new Ground(open.registry(), open.state(), next, open), unverified)
                .flatMap(findings -> keep(open, unverified, findings, next));
    }

    /** Nothing is kept while the index is still away. */
    private Uni<Void> keep(OpenLedger open, List<Candidate> unverified, List<Finding> findings, long next) {
        if (findings.stream().anyMatch(finding -> finding.verdict() == Verdict.UNVERIFIED)) {
            return Uni.createFrom().voidItem();
        }
        open.state(next);
        return Multi.createFrom()
                .iterable(Judged.each(unverified, findings))
                .onItem()
                .transformToUniAndConcatenate(judged -> correct(open, judged))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> correct(OpenLedger open, Judged judged) {
        watch.corrected(judged.finding().verdict());
        return open.correct(judged);
    }
}
