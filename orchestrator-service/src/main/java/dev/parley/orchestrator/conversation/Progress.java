package dev.parley.orchestrator.conversation;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a conversation has come: cursor, counters and budgets, folded with every change, so that whoever takes over goes
 * on exactly here.
 *
 * @param lastRound number of the last round that began; 0 before the first
 * @param lastTurn number of the last turn that began; 0 before the first
 * @param round the round under way; null between rounds
 * @param turn the attempt under way; null between turns
 * @param target rounds to finish; 0 = until stopped
 * @param single set while one extra round runs
 * @param notBefore when the pause between rounds is over; null if there is none
 * @param countedFrom when the operator's cap on endless conversations began to count
 * @param ledger what was spent
 * @param recent the latest full rounds, oldest first, at most {@value #RECENT}
 * @param interventions what people did
 */
public record Progress(
        int lastRound,
        int lastTurn,
        Counts counts,
        @Nullable OpenRound round,
        @Nullable OpenTurn turn,
        int target,
        @Nullable SingleRound single,
        @Nullable Instant notBefore,
        Instant countedFrom,
        Ledger ledger,
        List<RoundIdeas> recent,
        Interventions interventions) {

    private static final int RECENT = 10;

    /** A row of an earlier version has none of the last three. */
    public Progress {
        ledger = ledger == null ? Ledger.NONE : ledger;
        recent = recent == null ? List.of() : List.copyOf(recent);
        interventions = interventions == null ? Interventions.NONE : interventions;
    }

    /** Before the first round. */
    public static Progress none(int target, Instant now) {
        return new Progress(
                0,
                0,
                Counts.NONE,
                null,
                null,
                target,
                null,
                null,
                now,
                Ledger.NONE.running(now),
                List.of(),
                Interventions.NONE);
    }

    /** Whether all planned rounds are finished. */
    public boolean targetReached() {
        return target > 0 && counts.rounds() >= target;
    }

    public Progress withCounts(Counts now) {
        return with(lastRound, lastTurn, now, round, turn);
    }

    /** A new round begins. */
    public Progress openRound(int number) {
        return at(null).with(number, lastTurn, counts, OpenRound.first(number), turn);
    }

    public Progress withRound(@Nullable OpenRound now) {
        return with(lastRound, lastTurn, counts, now, turn);
    }

    /** The round is over; the next does not begin before {@code next}. */
    public Progress closeRound(Instant next, RoundIdeas ideas) {
        List<RoundIdeas> all = Stream.concat(recent.stream(), Stream.of(ideas)).toList();
        return at(next).with(lastRound, lastTurn, counts.plusRound(), null, turn)
                .withRecent(all.subList(Math.max(0, all.size() - RECENT), all.size()));
    }

    public Progress openTurn(OpenTurn now) {
        return at(null).with(lastRound, Math.max(lastTurn, now.turn()), counts, round, now);
    }

    public Progress closeTurn() {
        return with(lastRound, lastTurn, counts, round, null);
    }

    /** Rounds to finish from now on, without any pause before them; the cap counts anew. */
    public Progress towards(int rounds, Instant now) {
        return new Progress(
                lastRound, lastTurn, counts, round, turn, rounds, null, null, now, ledger, recent, interventions);
    }

    /** One extra round, or none any more. */
    public Progress withSingle(@Nullable SingleRound now) {
        return new Progress(
                lastRound,
                lastTurn,
                counts,
                round,
                turn,
                target,
                now,
                notBefore,
                countedFrom,
                ledger,
                recent,
                interventions);
    }

    public Progress with(UnaryOperator<Ledger> change) {
        return new Progress(
                lastRound,
                lastTurn,
                counts,
                round,
                turn,
                target,
                single,
                notBefore,
                countedFrom,
                change.apply(ledger),
                recent,
                interventions);
    }

    public Progress withRecent(List<RoundIdeas> now) {
        return new Progress(
                lastRound,
                lastTurn,
                counts,
                round,
                turn,
                target,
                single,
                notBefore,
                countedFrom,
                ledger,
                now,
                interventions);
    }

    public Progress withInterventions(Interventions now) {
        return new Progress(
                lastRound, lastTurn, counts, round, turn, target, single, notBefore, countedFrom, ledger, recent, now);
    }

    /** A turn was cut off, or none is held any more. */
    public Progress holding(@Nullable HeldTurn held) {
        return withInterventions(interventions.holding(held));
    }

    /** Nothing happens before then; null = at once. */
    public Progress at(@Nullable Instant next) {
        return new Progress(
                lastRound,
                lastTurn,
                counts,
                round,
                turn,
                target,
                single,
                next,
                countedFrom,
                ledger,
                recent,
                interventions);
    }

    private Progress with(
            int rounds, int turns, Counts now, @Nullable OpenRound openRound, @Nullable OpenTurn openTurn) {
        return new Progress(
                rounds,
                turns,
                now,
                openRound,
                openTurn,
                target,
                single,
                notBefore,
                countedFrom,
                ledger,
                recent,
                interventions);
    }
}
