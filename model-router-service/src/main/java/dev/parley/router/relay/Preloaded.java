package dev.parley.router.relay;

import dev.parley.router.node.Failure;
import dev.parley.transport.relay.Fault;
import java.util.Optional;

/** What came of taking a model into a node's memory before it is asked anything. */
sealed interface Preloaded {

    /**
     * The request may be sent.
     *
     * @param loaded false if the node has something against it that is the request's own affair: then it shall say so itself
     */
    record Ready(boolean loaded) implements Preloaded {}

    /**
     * The node did not.
     *
     * @param words of the node, as far as it had any
     * @param failure against the node, the same for all who waited for it
     */
    record Refused(Judgement judgement, String words, Failure failure) implements Preloaded {}

    /**
     * The node gave no answer.
     *
     * @param failure against the node, the same for all who waited for it; empty if it is still at it, and only the caller
     *     waits no longer
     */
    record Silent(Fault fault, Optional<Failure> failure) implements Preloaded {}
}
