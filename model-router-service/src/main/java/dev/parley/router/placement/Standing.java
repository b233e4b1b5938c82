package dev.parley.router.placement;

import dev.parley.router.node.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * A wish and how far it has come true.
 *
 * @param problem why it has not and is not on its way
 */
public record Standing(
        Placement wish, List<NodeId> on, List<NodeId> warmOn, List<NodeId> underWay, Optional<String> problem) {}
