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
 * @param continued the latest request to go on that has a key; null if none had
 */
public record Interventions(
        @Nullable HeldTurn held,
        List<Intervention> waiting,
        int revision,
        @Nullable Continued continued) {

    /** How many may wait. */
    public static final int MOST = 8;

    /** Before anybody did anything. */
    public static final Interventions NONE = new Interventions(null, List.of(), 0, null);

    public Interventions {
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }

    public Interventions holding(@Nullable HeldTurn turn) {
        return new Interventions(turn, waiting, revision, continued);
    }

    /** One more waits. */
    public Interventions with(Intervention another) {
        return new Interventions(
                held, Stream.concat(waiting.stream(), Stream.of(another)).toList(), revision, continued);
    }

    /** The history has changed; nothing waits any more. */
    public Interventions told() {
        return new Interventions(held, List.of(), revision + 1, continued);
    }

    /** Somebody has asked it to go on. */
    public Interventions continuedBy(Continued request) {
        return new Interventions(held, waiting, revision, request);
    }

    /** What would change this place when the attempt is over; null if nothing would. */
    public @Nullable Intervention waitingFor(MessagePlace place) {
        return waiting.stream()
                .filter(intervention -> place.equals(intervention.edits()))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
