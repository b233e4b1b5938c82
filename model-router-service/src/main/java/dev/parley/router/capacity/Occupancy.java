package dev.parley.router.capacity;

import dev.parley.router.node.NodeId;
import java.util.function.BooleanSupplier;

/** Told when a node's own cap may have been reached, or left. */
@FunctionalInterface
public interface Occupancy {

    /** @param full tells how it is now, since calls may overtake each other */
    void changed(NodeId node, BooleanSupplier full);
}
