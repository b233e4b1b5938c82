package dev.parley.router.node;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Takes in what the sources of nodes tell. A name is given once: who comes first has it until it leaves. */
public final class NodeRoster {

    private static final Logger LOG = Logger.getLogger(NodeRoster.class);

    private final NodeDirectory nodes;
    private final Probing probing;

    public NodeRoster(NodeDirectory nodes, Probing probing) {
        this.nodes = nodes;
        this.probing = probing;
    }

    /** Lets a source tell from now on. */
    public void open(NodeSource source) {
        source.start(new Sink());
    }

    /** The nodes that operators took out, all of them, wherever the nodes come from; also of those that are not there yet. */
    public void drained(Set<NodeId> all) {
        nodes.drained(all).forEach(probing::refresh);
    }

    /** What one source tells. */
    private final class Sink implements NodeSink {

        private final Set<NodeId> own = ConcurrentHashMap.newKeySet();

        /** Names that were refused and told of: a source may ask for them every second. */
        private final Set<NodeId> refused = ConcurrentHashMap.newKeySet();

        @Override
        public boolean join(Node node) {
            if (!nodes.join(node)) {
                if (refused.add(node.id())) {
                    LOG.warnf("node refused: node=%s source=%s reason=name taken", node.id(), node.origin());
                }
                return false;
            }
            own.add(node.id());
            refused.remove(node.id());
            LOG.infof("node joined: node=%s source=%s kind=%s", node.id(), node.origin(), node.kind());
            probing.watch(node.id());
            return true;
        }

        @Override
        public boolean change(Node node) {
            if (!own.contains(node.id())) {
                return join(node);
            }
            if (nodes.describe(node)) {
                LOG.infof("node described anew: node=%s source=%s", node.id(), node.origin());
                probing.refresh(node.id());
            }
            return true;
        }

        @Override
        public void leaving(NodeId id) {
            if (own.contains(id)) {
                nodes.drain(id, Drain.LEAVING);
            }
        }

        @Override
        public void staying(NodeId id) {
            if (own.contains(id)) {
                nodes.resume(id, Drain.LEAVING);
                probing.refresh(id);
            }
        }

        @Override
        public void leave(NodeId id) {
            if (own.remove(id)) {
                nodes.leave(id);
                LOG.infof("node left: node=%s", id);
            }
        }
    }
}
