package dev.parley.router.redis;

import dev.parley.router.node.NodeId;

/**
 * The keys of claims. All have one hash tag, so that one script may touch them in a cluster. They carry no tenant: a node's
 * slots are the pool's, whoever uses them.
 */
final class Keys {

    private static final String PREFIX = "{parley:slots}:";

    /** Processes and when they lapse. */
    static final String PROCESSES = PREFIX + "processes";

    /** Where is told on which node a place was given back that somebody was refused. */
    static final String FREED = PREFIX + "freed";

    private Keys() {}

    static String of(NodeId node) {
        return PREFIX + "node:" + node;
    }

    static String wanted(NodeId node) {
        return PREFIX + "wanted:" + node;
    }
}
