package dev.parley.router.node;

/** Where one {@link NodeSource} tells of its nodes. A source changes and removes only what it brought itself. For any thread. */
public interface NodeSink {

    /**
     * A node is there. It is looked at from now on.
     *
     * @return false if another has its name, whoever brought it; the source may ask again later
     */
    boolean join(Node node);

    /**
     * A node is described differently, or is there at last. With another address or kind it begins anew; what it holds ends
     * as it would have.
     *
     * @return as for {@link #join}
     */
    boolean change(Node node);

    /** A node is about to go: it finishes what it holds and gets nothing new. */
    void leaving(NodeId id);

    /** It is not about to go after all. */
    void staying(NodeId id);

    /** A node is gone. What it holds ends as it would have. */
    void leave(NodeId id);
}
