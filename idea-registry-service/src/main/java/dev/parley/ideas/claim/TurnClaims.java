package dev.parley.ideas.claim;

import dev.parley.ideas.claim.ClaimOutcome.Refused;
import dev.parley.ideas.ledger.Attempt;
import dev.parley.ideas.ledger.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The claims of one turn, and what may happen to it next. At most one of them is live. */
record TurnClaims(int turn, List<Attempt> attempts) {

    /** What becomes of a claim that is made now. */
    sealed interface Reply {
        /** The same claim was made before and is live: its verdicts are told again. */
        record ToldAgain(long claim) implements Reply {}

        /** The same claim was made before and had lapsed: it counts again. */
        record Revived(long claim) implements Reply {}

        /** It is new; the live claim of this turn, if any, lapses. */
        record Accepted(Optional<Attempt> superseded) implements Reply {}

        /** It comes too late. */
        record Refused(ClaimOutcome.Refused refusal) implements Reply {}
    }

    /** What becomes of a confirmation that is made now. */
    sealed interface Confirmation {
        /** There is nothing to confirm, or it is confirmed already. */
        record Nothing() implements Confirmation {}

        /** The live claim stands. */
        record Stands(long claim) implements Confirmation {}

        /** The claim had lapsed and stands after all; the live one lapses. */
        record ComesBack(long claim, Optional<Attempt> superseded) implements Confirmation {}

        /** It comes too late. */
        record Refused(ClaimOutcome.Refused refusal) implements Confirmation {}
    }

    Reply claim(int attempt, String answer) {
        Optional<Attempt> live = live();
        Optional<Attempt> same = latest(attempts.stream()
                .filter(one -> one.attempt() == attempt && one.answer().equals(answer))
                .toList());
        if (live.isPresent() && live.equals(same)) {
            return new Reply.ToldAgain(live.get().claim());
        }
        Optional<ClaimOutcome.Refused> refusal = refusal(attempt, live);
        if (refusal.isPresent()) {
            return new Reply.Refused(refusal.get());
        }
        return same.isPresent() && live.isEmpty() ? new Reply.Revived(same.get().claim()) : new Reply.Accepted(live);
    }

    Confirmation confirm(int attempt) {
        Optional<Attempt> live = live();
        if (live.isPresent() && live.get().standing() == Standing.CONFIRMED) {
            return live.get().attempt() == attempt
                    ? new Confirmation.Nothing()
                    : new Confirmation.Refused(
                            Refused.otherAttemptConfirmed(attempt, live.get().attempt()));
        }
        if (live.isPresent() && live.get().attempt() == attempt) {
            return new Confirmation.Stands(live.get().claim());
        }
        return latest(attempts.stream().filter(one -> one.attempt() == attempt).toList())
                .<Confirmation>map(lapsed -> new Confirmation.ComesBack(lapsed.claim(), live))
                .orElseGet(Confirmation.Nothing::new);
    }

    private Optional<ClaimOutcome.Refused> refusal(int attempt, Optional<Attempt> live) {
        if (live.isPresent() && live.get().standing() == Standing.CONFIRMED) {
            int confirmed = live.get().attempt();
            return Optional.of(
                    confirmed == attempt
                            ? Refused.otherAnswerConfirmed(turn)
                            : Refused.otherAttemptConfirmed(attempt, confirmed));
        }
        int newest = attempts.stream().mapToInt(Attempt::attempt).max().orElse(attempt);
        return newest > attempt ? Optional.of(Refused.staleAttempt(attempt, newest)) : Optional.empty();
    }

    private Optional<Attempt> live() {
        return attempts.stream().filter(Attempt::isLive).findFirst();
    }

    private static Optional<Attempt> latest(List<Attempt> some) {
        return some.stream().max(Comparator.comparingLong(Attempt::claim));
    }
}
