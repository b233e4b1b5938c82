package dev.parley.router.kubernetes;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps the nodes of a cluster as its pools are: compares what the cluster says now with what it said before. Updates come
 * one at a time, on whatever thread; everything else may be asked by any.
 */
public final class PoolSource {

    private static final Logger LOG = Logger.getLogger(PoolSource.class);

    private final Map<NodeId, PoolNode> held = new HashMap<>();
    private volatile boolean heard;
    private volatile Pools pools = Pools.NONE;
    private volatile List<Trouble> troubles = List.of();

    /** Whether the cluster was heard at least once. */
    public boolean isHeard() {
        return heard;
    }

    /** The pools as they are. */
    public List<Pool> pools() {
        return pools.pools();
    }

    /** The nodes of a pool. */
    public List<NodeId> nodesOf(Pool pool) {
        return pools.nodes().entrySet().stream()
                .filter(node -> node.getValue().service().equals(pool.service()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What about the pools cannot be as it is written. */
    public List<Trouble> troubles() {
        return troubles;
    }

    /** Whether some pool is meant to serve the model, with or without pods; before the cluster was heard, any may be. */
    public boolean mayServe(ModelName model) {
        return !heard || pools.declare(model);
    }

    /** The cluster's pools are these now. @param sink where their nodes go, always the same */
    synchronized void update(Pools next, NodeSink sink) {
        Set<Trouble> found = new LinkedHashSet<>(next.troubles());
        for (NodeId id : List.copyOf(held.keySet())) {
            if (!next.nodes().containsKey(id)) {
                sink.leave(id);
                held.remove(id);
            }
        }
        next.nodes().forEach((id, node) -> {
            if (!accept(id, node, sink)) {
                found.add(new Trouble(node.service(), "another node is called " + id));
            }
        });
        tell(found);
        pools = next;
        troubles = List.copyOf(found);
        heard = true;
    }

    /** @return false if the name is taken: asked for again with every update */
    private boolean accept(NodeId id, PoolNode now, NodeSink sink) {
        PoolNode before = held.get(id);
        if (before == null && !sink.join(now.node())) {
            return false;
        }
        if (before != null && !before.node().equals(now.node())) {
            sink.change(now.node());
        }
        boolean worked = before == null || before.mayWork();
        if (worked && !now.mayWork()) {
            sink.leaving(id);
        } else if (!worked && now.mayWork()) {
            sink.staying(id);
        }
        held.put(id, now);
        return true;
    }

    /** Each once, however often the cluster is looked at. */
    private void tell(Set<Trouble> found) {
        List<Trouble> news = new ArrayList<>(found);
        news.removeAll(troubles);
        news.forEach(
                trouble -> LOG.warnf("pool has a trouble: service=%s trouble=%s", trouble.service(), trouble.text()));
        if (found.isEmpty() && !troubles.isEmpty()) {
            LOG.info("pools have no troubles any more");
        }
    }
}
