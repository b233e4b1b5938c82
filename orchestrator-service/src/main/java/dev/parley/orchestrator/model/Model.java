package dev.parley.orchestrator.model;

import io.smallrye.mutiny.Multi;

/** Something that generates. */
public interface Model {

    /**
     * Asks once, when subscribed to. Pieces come as fast as they are asked for and never faster than the node makes them.
     * Cancelling closes the connection, so that the node stops. What goes wrong is the last piece, not a failure.
     */
    Multi<Piece> generate(Ask ask);
}
