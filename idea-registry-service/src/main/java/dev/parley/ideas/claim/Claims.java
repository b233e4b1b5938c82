package dev.parley.ideas.claim;

import dev.parley.ideas.ledger.ClaimRecord;
import dev.parley.ideas.ledger.ClaimRecord.Judged;
import dev.parley.ideas.ledger.IdeaLedger;
import dev.parley.ideas.ledger.OpenLedger;
import dev.parley.ideas.ledger.Standing;
import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.Finding;
import dev.parley.ideas.novelty.Ground;
import dev.parley.ideas.novelty.Ladder;
import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.protocol.idea.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Takes and confirms claims. A claim is decided while its registry is locked, so that of two claims of one idea one is
 * first, whoever decides: the index only makes it fast.
 */
public final class Claims {

    private final IdeaLedger ledger;
    private final Ladder ladder;
    private final Answers answers;
    private final Restanding restanding;
    private final ClaimWatch watch;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param random draws the names of states; equal names would make an index be trusted that is out of date */
    public Claims(
            IdeaLedger ledger,
            Ladder ladder,
            Answers answers,
            Restanding restanding,
            ClaimWatch watch,
            Clock clock,
            RandomGenerator random) {
        this.ledger = ledger;
        this.ladder = ladder;
        this.answers = answers;
        this.restanding = restanding;
        this.watch = watch;
        this.clock = clock;
        this.random = random;
    }

    /** Claims the ideas of an answer. Repeating the same claim gives the same verdicts. */
    public Uni<ClaimOutcome> claim(RegistryId registry, ClaimIdeas request) {
        return answers.cut(request)
                .flatMap(answer -> fenced(registry, request.fence(), open -> claim(open, request, answer)));
    }

    /** Lets an attempt's claim stand. May be repeated; an attempt that nobody claimed has nothing to confirm. */
    public Uni<ClaimOutcome> confirm(RegistryId registry, ConfirmIdeas request) {
        return fenced(
                registry,
                request.fence(),
                open -> open.attempts(request.turn())
                        .map(attempts -> new TurnClaims(request.turn(), attempts))
                        .flatMap(turn -> follow(open, turn.confirm(request.attempt()))));
    }

    private Uni<ClaimOutcome> fenced(RegistryId registry, long fence, Function<OpenLedger, Uni<ClaimOutcome>> work) {
        return ledger.open(
                        registry,
                        fence,
                        open -> open.fence() > fence
                                ? Uni.createFrom().item(ClaimOutcome.Refused.staleFence(fence, open.fence()))
                                : work.apply(open))
                .invoke(this::count);
    }

    private Uni<ClaimOutcome> claim(OpenLedger open, ClaimIdeas request, Answer answer) {
        return open.attempts(request.turn())
                .map(attempts -> new TurnClaims(request.turn(), attempts))
                .map(turn -> turn.claim(request.attempt(), answer.fingerprint()))
                .flatMap(reply -> follow(open, request, answer, reply));
    }

    private Uni<ClaimOutcome> follow(OpenLedger open, ClaimIdeas request, Answer answer, TurnClaims.Reply reply) {
        if (reply instanceof TurnClaims.Reply.Refused late) {
            return Uni.createFrom().item(late.refusal());
        }
        if (reply instanceof TurnClaims.Reply.ToldAgain told) {
            watch.toldAgain();
            return granted(open, told.claim());
        }
        if (reply instanceof TurnClaims.Reply.Revived back) {
            return comeBack(open, back.claim(), Standing.PROVISIONAL).flatMap(done -> granted(open, back.claim()));
        }
        return accept(open, request, answer, (TurnClaims.Reply.Accepted) reply);
    }

    private Uni<ClaimOutcome> accept(
            OpenLedger open, ClaimIdeas request, Answer answer, TurnClaims.Reply.Accepted accepted) {
        if (accepted.superseded().isEmpty()) {
            return judge(open, request, answer).flatMap(claim -> granted(open, claim));
        }
        return restanding
                .lapse(open, accepted.superseded().get().claim())
                .flatMap(done -> judge(open, request, answer))
                .call(done -> restanding.settle(open))
                .flatMap(claim -> granted(open, claim));
    }

    private Uni<Long> judge(OpenLedger open, ClaimIdeas request, Answer answer) {
        List<Candidate> ideas = answer.candidates(open.nextClaim(), request);
        long next = random.nextLong();
        return ladder.judge(new Ground(open.registry(), open.state(), next, open), ideas)
                .invoke(findings -> advance(open, findings, next))
                .map(findings -> new ClaimRecord(
                        open.nextClaim(), request, answer.fingerprint(), clock.instant(), Judged.each(ideas, findings)))
                .flatMap(claim -> open.record(claim).replaceWith(claim.claim()));
    }

    /** An index that was asked is at the next state; one that could not be is at none that the registry ever has. */
    private void advance(OpenLedger open, List<Finding> findings, long next) {
        watch.recorded(findings);
        if (!findings.isEmpty()) {
            boolean indexed = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.UNVERIFIED);
            open.state(indexed ? next : random.nextLong());
        }
    }

    private Uni<ClaimOutcome> follow(OpenLedger open, TurnClaims.Confirmation confirmation) {
        if (confirmation instanceof TurnClaims.Confirmation.Refused late) {
            return Uni.createFrom().item(late.refusal());
        }
        if (confirmation instanceof TurnClaims.Confirmation.Stands stands) {
            return open.confirm(stands.claim(), clock.instant()).replaceWith(new ClaimOutcome.Confirmed());
        }
        if (confirmation instanceof TurnClaims.Confirmation.ComesBack back) {
            Uni<Void> otherLapsed = back.superseded()
                    .map(other -> restanding.lapse(open, other.claim()))
                    .orElseGet(() -> Uni.createFrom().voidItem());
            return otherLapsed
                    .flatMap(done -> comeBack(open, back.claim(), Standing.CONFIRMED))
                    .replaceWith(new ClaimOutcome.Confirmed());
        }
        return Uni.createFrom().item(new ClaimOutcome.Confirmed());
    }

    private Uni<Void> comeBack(OpenLedger open, long claim, Standing standing) {
        return restanding.restand(open, claim, standing).flatMap(done -> restanding.settle(open));
    }

    private static Uni<ClaimOutcome> granted(OpenLedger open, long claim) {
        return open.ideas(claim).map(ClaimOutcome.Granted::new);
    }

    private void count(ClaimOutcome outcome) {
        if (outcome instanceof ClaimOutcome.Refused) {
            watch.refused();
        }
    }
}
