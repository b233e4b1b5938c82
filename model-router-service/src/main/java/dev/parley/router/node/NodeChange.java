package dev.parley.router.node;

/** A node came from one state into another. */
public record NodeChange(NodeView before, NodeView after) {

    /** Whether it is another condition, not only another moment. */
    boolean isNews() {
        return before.state().condition() != after.state().condition();
    }
}
