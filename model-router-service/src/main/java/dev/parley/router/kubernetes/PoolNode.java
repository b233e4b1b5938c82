package dev.parley.router.kubernetes;

import dev.parley.router.node.Node;

/**
 * A pod as a node.
 *
 * @param service whose it is, {@code namespace/name}
 */
record PoolNode(String service, Node node, Standing standing) {

    boolean mayWork() {
        return standing == Standing.SERVING;
    }
}
