package dev.parley.router.relay;

import dev.parley.router.alias.Drawn;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.transport.relay.record.Tally;
import java.time.Duration;
import java.util.Optional;

/**
 * One request, looked back on.
 *
 * @param node the last that was asked
 * @param model what it was asked for; without a node: what answered somebody else who asked the same
 * @param attempts how many nodes were asked
 * @param queued waiting for places, all tries together
 * @param firstByte from arrival to the first byte of the answer; empty if there was none
 * @param whole from arrival to the end
 * @param tally what went to the client
 * @param drawn of an alias, which variant it was given
 */
public record Travelled(
        Endpoint endpoint,
        Outcome outcome,
        Optional<NodeId> node,
        Optional<ModelName> model,
        int attempts,
        Duration queued,
        Optional<Duration> firstByte,
        Duration whole,
        Tally tally,
        Optional<Drawn> drawn) {

    /** Whether a node was asked: what was answered before, or together with others, costs no model anything. */
    public boolean askedNode() {
        return attempts > 0;
    }

    /** How it ended. */
    public enum Outcome {
        /** A whole answer. */
        COMPLETED,
        /** The client left. */
        CANCELLED,
        /** The answer broke off after it had begun. */
        BROKEN,
        /** A node's own refusal was passed on. */
        REJECTED,
        /** No node gave an answer. */
        UNANSWERED,
        /** Not let in: busy, full or nowhere. */
        REFUSED,
        /** Not understood, too large, or for a model that nobody has. */
        INVALID
    }
}
