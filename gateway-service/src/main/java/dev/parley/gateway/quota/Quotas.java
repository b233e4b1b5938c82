package dev.parley.gateway.quota;

import dev.parley.gateway.quota.Decision.Outcome;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Guards the door by what keys may use. All replicas decide together while they can; when they cannot, each goes on alone or
 * refuses, as set. A key without limits is let in without anybody being asked.
 */
public final class Quotas {

    private final SharedLedger shared;
    private final LocalLedger local;
    private final MonthlyUse use;
    private final Clock clock;
    private final boolean open;
    private final AtomicLong lastLease = new AtomicLong();

    /**
     * @param open whether each replica goes on alone while they cannot decide together
     * @param accounts that a replica remembers for that
     */
    public Quotas(SharedLedger shared, MonthlyUse use, Clock clock, boolean open, int accounts) {
        this.shared = shared;
        this.local = new LocalLedger(clock, accounts);
        this.use = use;
        this.clock = clock;
        this.open = open;
    }

    /** Asks to begin. What is admitted must be settled; the verdict comes on the context of who asks, and never fails. */
    public Future<Verdict> ask(Account account, Limits limits, Need need) {
        if (limits.areNone()) {
            return Future.succeededFuture(new Verdict.Admitted(Lease.FREE, Optional.empty()));
        }
        Need within = need.within(limits.tokensPerMinute());
        Optional<Verdict> never = Refusals.ofWhatNeverFits(limits, within);
        if (never.isPresent()) {
            return Future.succeededFuture(never.get());
        }
        YearMonth month = YearMonth.now(clock);
        Future<Long> elsewhere =
                limits.tokensPerMonth().isPresent() ? use.inConversations(account, month) : Future.succeededFuture(0L);
        return elsewhere
                .map(tokens ->
                        new Claim(account, limits, within, lastLease.incrementAndGet(), OptionalLong.empty(), tokens))
                .compose(claim -> decide(claim, month));
    }

    private Future<Verdict> decide(Claim claim, YearMonth month) {
        return shared.admit(claim)
                .compose(decision -> told(claim, decision, month))
                .map(decision -> together(claim, decision))
                .recover(away -> open ? alone(claim, month) : Future.succeededFuture(Refusals.unavailable()));
    }

    /** A ledger that has forgotten the month is told, once. */
    private Future<Decision> told(Claim claim, Decision decision, YearMonth month) {
        return decision.outcome() == Outcome.BUDGET_UNKNOWN
                ? use.relayed(claim.account(), month).compose(used -> shared.admit(claim.seeded(used)))
                : Future.succeededFuture(decision);
    }

    private Verdict together(Claim claim, Decision decision) {
        if (decision.outcome() != Outcome.ADMITTED) {
            return Refusals.of(claim, decision, clock);
        }
        local.note(claim, decision);
        return admitted(claim, decision, decision);
    }

    private Future<Verdict> alone(Claim claim, YearMonth month) {
        Decision decision = local.admit(claim);
        return decision.outcome() == Outcome.BUDGET_UNKNOWN
                ? use.relayed(claim.account(), month)
                        .otherwise(unknown -> 0L)
                        .map(used -> alone(claim, local.admit(claim.seeded(used))))
                : Future.succeededFuture(alone(claim, decision));
    }

    private Verdict alone(Claim claim, Decision decision) {
        if (decision.outcome() != Outcome.ADMITTED) {
            return Refusals.of(claim, decision, clock);
        }
        shared.adopt(claim, decision);
        return admitted(claim, decision, decision.notedNowhere());
    }

    private Verdict admitted(Claim claim, Decision decision, Decision inShared) {
        Lease lease = claim.isHeld() ? new Lease(tokens -> settle(claim, inShared, tokens)) : Lease.FREE;
        return new Verdict.Admitted(lease, Standing.tightest(claim.limits(), decision));
    }

    private void settle(Claim claim, Decision inShared, long tokens) {
        Settlement ended = new Settlement(claim, inShared, tokens);
        local.settle(ended);
        shared.settle(ended);
    }
}
