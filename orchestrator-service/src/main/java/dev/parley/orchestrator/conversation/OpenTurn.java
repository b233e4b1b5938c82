package dev.parley.orchestrator.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that is under way.
 *
 * @param turn 1 is the first, counted through all rounds
 * @param round it belongs to
 * @param speaker index of who is asked
 * @param attempt 1 is the first
 * @param seq of its {@code turn.started}
 * @param failures attempts of this turn whose node failed
 * @param generations attempts of this turn that may have produced text and came to nothing
 * @param substituted whether the router chooses the node because the agent's own failed
 * @param startedAt of the first attempt
 * @param continues the attempt with whose text it begins; null for one that begins anew
 */
public record OpenTurn(
        int turn,
        int round,
        int speaker,
        int attempt,
        long seq,
        int failures,
        int generations,
        Substitution substituted,
        Instant startedAt,
        @Nullable Integer continues) {

    /** Whether another node stands in for an agent's own. */
    public enum Substitution {
        /** The agent is asked as its caller wished. */
        NONE,

        /** Any node that has the agent's model. */
        NODE,

        /** Any node and any model that serve, because no other node has the agent's model. */
        NODE_AND_MODEL
    }

    /**
     * The next attempt after the node failed, with the place of its {@code turn.started}. Whatever stands in for an agent's
     * own node begins anew: that it would go on with another's words is not proven.
     */
    public OpenTurn again(long nextSeq, boolean saidSomething, Substitution substitution) {
        return new OpenTurn(
                turn,
                round,
                speaker,
                attempt + 1,
                nextSeq,
                failures + 1,
                generations + (saidSomething ? 1 : 0),
                substitution,
                startedAt,
                substitution == Substitution.NONE ? continues : null);
    }

    /** The next attempt after its process ended. No node is to blame; that it had said something must be assumed. */
    public OpenTurn afterInterruption(long nextSeq) {
        return new OpenTurn(
                turn,
                round,
                speaker,
                attempt + 1,
                nextSeq,
                failures,
                generations + 1,
                substituted,
                startedAt,
                continues);
    }

    /** The next attempt after a person cut it off, or after a wait. Nobody is to blame: its tries count anew. */
    public OpenTurn resumed(long nextSeq, @Nullable Integer withTextOf) {
        return new OpenTurn(
                turn, round, speaker, attempt + 1, nextSeq, 0, generations, Substitution.NONE, startedAt, withTextOf);
    }

    /** The same attempt under its own number in the log. */
    public OpenTurn at(long place) {
        return new OpenTurn(
                turn, round, speaker, attempt, place, failures, generations, substituted, startedAt, continues);
    }
}
