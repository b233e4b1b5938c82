package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.OnFailure;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;

/**
 * How often an agent is asked. Three tries with a silence that doubles, as in the first system; then, if its caller had
 * bound it to a node, once wherever its model is; then the conversation goes on without it. Its caller may also want it
 * passed over at once, or waited for. Never more than {@link Limits#generations()} answers are paid for.
 */
public final class TryPolicy {

    private final Limits limits;

    public TryPolicy(Limits limits) {
        this.limits = limits;
    }

    /** What follows a failed attempt. */
    public enum Sequel {
        /** Ask the same way, with twice the silence. */
        RETRY,

        /** Let another node stand in. */
        SUBSTITUTE,

        /** Go on without this agent. */
        SKIP,

        /** Leave the agent alone for a while, then ask it anew. */
        WAIT
    }

    /** What follows when this attempt has failed. */
    public Sequel after(OpenTurn attempt, Agent agent, Failed failed) {
        if (attempt.generations() + (failed.saidSomething() ? 1 : 0) >= limits.generations()) {
            return Sequel.SKIP;
        }
        if (attempt.substituted() != Substitution.NONE) {
            boolean modelIsNowhere =
                    attempt.substituted() == Substitution.NODE && failed.code() == ProblemCode.MODEL_UNKNOWN;
            return modelIsNowhere ? Sequel.SUBSTITUTE : Sequel.SKIP;
        }
        if (!failed.nobodyThere() && attempt.failures() + 1 < limits.tries()) {
            return Sequel.RETRY;
        }
        return switch (agent.onFailure() == null ? OnFailure.SUBSTITUTE : agent.onFailure()) {
            case SUBSTITUTE -> agent.node() == null ? Sequel.SKIP : Sequel.SUBSTITUTE;
            case SKIP -> Sequel.SKIP;
            case WAIT -> Sequel.WAIT;
        };
    }

    /** Whether an interrupted turn may be generated once more. */
    boolean mayGenerateAgain(OpenTurn interrupted) {
        return interrupted.generations() + 1 < limits.generations();
    }

    /** The longest wait for the first or next byte of this attempt. A node that stands in starts patiently anew. */
    public static Duration silence(OpenTurn attempt, Agent agent) {
        Duration first = Duration.ofSeconds(agent.timeout());
        return attempt.substituted() == Substitution.NONE ? first.multipliedBy(1L << attempt.failures()) : first;
    }
}
