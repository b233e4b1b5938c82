package dev.parley.orchestrator.model;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Something that generates. */
public interface Model {

    /**
     * Asks once, when subscribed to. Pieces come as fast as they are asked for and never faster than the node makes them.
     * Cancelling closes the connection, so that the node stops. What goes wrong is the last piece, not a failure.
     */
    Multi<Piece> generate(Ask ask);

    /**
     * Whether an answer to this would go on with the assistant's words that it ends with. Generates nothing. False where it
     * cannot be proven, whyever; never fails.
     */
    default Uni<Boolean> continues(Ask ask) {
        return Uni.createFrom().item(false);
    }
}
