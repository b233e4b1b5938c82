package dev.parley.router.placement;

import java.util.Optional;

/**
 * Something a node tells while it fetches a model.
 *
 * @param status in the node's words
 * @param layer what is being fetched, if it is that
 */
public record Step(String status, Optional<Layer> layer) {

    /** A part of a model. @param total bytes @param completed of them */
    public record Layer(String digest, long total, long completed) {}

    /** Nothing but words. */
    public static Step of(String status) {
        return new Step(status, Optional.empty());
    }
}
