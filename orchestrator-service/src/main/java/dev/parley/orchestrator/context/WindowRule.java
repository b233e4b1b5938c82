package dev.parley.orchestrator.context;

import java.util.Map;
import java.util.Optional;

/**
 * How large a window is asked for. Nodes reload a model whose window changes, so the same agent always gets the same one: the
 * usual size, doubled until the agent's fixed texts and its longest answer leave room for a conversation, up to what the
 * model was made for.
 *
 * @param usual tokens, of models that are not named
 * @param named tokens of models by name
 * @param most tokens that are ever asked for
 * @param reserve tokens kept free
 */
public record WindowRule(int usual, Map<String, Integer> named, int most, int reserve) {

    /** Below this a conversation is one long forgetting. */
    private static final int LEAST_ROOM = 1_024;

    /** Of a window that cannot grow: what is left to the answer in any case, however long the prompt could be. */
    private static final int ANSWERS_SHARE = 4;

    public WindowRule {
        named = Map.copyOf(named);
        if (usual < 1 || most < 1 || reserve < 0) {
            throw new IllegalArgumentException(
                    "window: %d of at most %d, reserve %d (expected: > 0, > 0, >= 0)".formatted(usual, most, reserve));
        }
    }

    /**
     * The window of an agent.
     *
     * @param length the longest context that the model was made for; empty if nobody can tell
     * @param fixed tokens of the texts that are never cut
     * @param answer tokens of the longest answer that its caller wants
     */
    Window of(String model, Optional<Integer> length, int fixed, int answer) {
        int ceiling = Math.min(most, length.orElse(most));
        long wanted = (long) fixed + answer + reserve + LEAST_ROOM;
        long size = Math.max(1, named.getOrDefault(model, usual));
        while (size < wanted && size < ceiling) {
            size *= 2;
        }
        int context = (int) Math.min(size, ceiling);
        int room = context - reserve - fixed - LEAST_ROOM;
        return new Window(context, Math.min(answer, Math.max(context / ANSWERS_SHARE, room)), reserve);
    }
}
