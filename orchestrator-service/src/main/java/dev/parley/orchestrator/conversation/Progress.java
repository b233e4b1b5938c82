package dev.parley.orchestrator.conversation;

import java.time.Instant;
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
        Instant countedFrom) {

    /** Before the first round. */
    public static Progress none(int target, Instant now) {
        return new Progress(0, 0, Counts.NONE, null, null, target, null, null, now);
    }

    /** Whether all planned rounds are finished. */
    public boolean targetReached() {
        return target > 0 && counts.rounds() >= target;
    }

    public Progress withCounts(Counts now) {
        return new Progress(lastRound, lastTurn, now, round, turn, target, single, notBefore, countedFrom);
    }

    /** A new round begins. */
    public Progress openRound(int number) {
        return new Progress(number, lastTurn, counts, OpenRound.first(number), turn, target, single, null, countedFrom);
    }

    public Progress withRound(OpenRound now) {
        return new Progress(lastRound, lastTurn, counts, now, turn, target, single, notBefore, countedFrom);
    }

    /** The round is over; the next does not begin before {@code next}. */
    public Progress closeRound(Instant next) {
        return new Progress(lastRound, lastTurn, counts.plusRound(), null, turn, target, single, next, countedFrom);
    }

    public Progress openTurn(OpenTurn now) {
        return new Progress(lastRound, now.turn(), counts, round, now, target, single, notBefore, countedFrom);
    }

    public Progress closeTurn() {
        return new Progress(lastRound, lastTurn, counts, round, null, target, single, notBefore, countedFrom);
    }

    /** Rounds to finish from now on, without any pause before them; the cap counts anew. */
    public Progress towards(int rounds, Instant now) {
        return new Progress(lastRound, lastTurn, counts, round, turn, rounds, null, null, now);
    }

    /** One extra round, or none any more. */
    public Progress withSingle(@Nullable SingleRound now) {
        return new Progress(lastRound, lastTurn, counts, round, turn, target, now, notBefore, countedFrom);
    }
}
