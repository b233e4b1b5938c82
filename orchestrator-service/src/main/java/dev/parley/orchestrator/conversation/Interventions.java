package dev.parley.orchestrator.conversation;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people did to the course of things.
 *
 * @param held the turn that was cut off; null if none was
 * @param waiting what waits for the end of the attempt under way, oldest first
 * @param revision grows with every change of the history that no agent made; whoever remembers another reads it anew
 */
public record Interventions(@Nullable HeldTurn held, List<Intervention> waiting, int revision) {

    /** How many may wait. */
    public static final int MOST = 8;

    /** Before anybody did anything. */
    public static final Interventions NONE = new Interventions(null, List.of(), 0);

    public Interventions {
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }

    public Interventions holding(@Nullable HeldTurn turn) {
        return new Interventions(turn, waiting, revision);
    }

    /** One more waits. */
    public Interventions with(Intervention another) {
        return new Interventions(
                held, Stream.concat(waiting.stream(), Stream.of(another)).toList(), revision);
    }

    /** The history has changed; nothing waits any more. */
    public Interventions told() {
        return new Interventions(held, List.of(), revision + 1);
    }
}
