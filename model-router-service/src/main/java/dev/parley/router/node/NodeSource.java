package dev.parley.router.node;

/** Something that knows of nodes and tells which come, change and go: settings, a database, an orchestrator of containers. */
@FunctionalInterface
public interface NodeSource {

    /**
     * Begins to tell, on any thread, and goes on for as long as the router runs. Returns at once; what cannot be reached is
     * tried again by the source itself.
     */
    void start(NodeSink sink);
}
