package dev.parley.router.relay;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import java.time.Duration;

/** What is decided for a request on its way, in the words of whoever follows it. */
public sealed interface Step {

    /** It seeks a place: at once, or after waiting. */
    record PlaceSought() implements Step {}

    /**
     * A node is asked.
     *
     * @param attempt counts from 1
     * @param queued how long it has waited for places by now, all tries together
     * @param hedge whether it is asked beside another that says nothing
     */
    record Asked(NodeId node, ModelName model, int attempt, Duration queued, boolean hedge) implements Step {}

    /** A node gave no answer that could be passed on. @param why names no address */
    record Failed(NodeId node, String why) implements Step {}

    /** A node's answer begins to go out. */
    record Answering(NodeId node, ModelName model) implements Step {}

    /** Another model is sought in place of what was sought before. */
    record AnotherModelSought() implements Step {}

    /** It is over. */
    record Ended(Travelled travelled) implements Step {}
}
