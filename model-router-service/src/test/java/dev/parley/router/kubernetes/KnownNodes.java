package dev.parley.router.kubernetes;

import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeSink;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Nodes as a source tells of them. */
final class KnownNodes implements NodeSink {

    final Map<NodeId, Node> nodes = new ConcurrentHashMap<>();
    final Set<NodeId> leaving = ConcurrentHashMap.newKeySet();

    /** Names that others have. */
    final Set<NodeId> taken = ConcurrentHashMap.newKeySet();

    @Override
    public boolean join(Node node) {
        return !taken.contains(node.id()) && nodes.putIfAbsent(node.id(), node) == null;
    }

    @Override
    public boolean change(Node node) {
        return nodes.replace(node.id(), node) != null;
    }

    @Override
    public void leaving(NodeId id) {
        leaving.add(id);
    }

    @Override
    public void staying(NodeId id) {
        leaving.remove(id);
    }

    @Override
    public void leave(NodeId id) {
        nodes.remove(id);
        leaving.remove(id);
    }

    Set<String> names() {
        return names(nodes.keySet());
    }

    Set<String> leavingNames() {
        return names(leaving);
    }

    private static Set<String> names(Set<NodeId> ids) {
        return ids.stream().map(NodeId::value).collect(java.util.stream.Collectors.toSet());
    }
}
