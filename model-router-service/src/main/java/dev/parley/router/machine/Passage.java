package dev.parley.router.machine;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.node.NodeId;

/** Whether what a caller named may be used. Refusals are values: they are expected. */
public sealed interface Passage {

    /** This node. */
    record Granted(NodeId node) implements Passage {}

    /** It may not, and why. */
    record Refused(ProblemCode why) implements Passage {}
}
