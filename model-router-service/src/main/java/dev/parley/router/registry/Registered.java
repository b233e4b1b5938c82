package dev.parley.router.registry;

import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that was said at run time, at one moment.
 *
 * @param tunnels those that hold
 * @param drained nodes of any source that operators took out
 * @param shared what operators said of nodes of tenants
 */
public record Registered(
        List<AddedNode> nodes, List<Tunnel> tunnels, Set<NodeId> drained, Map<NodeId, Boolean> shared) {

    public Registered {
        nodes = List.copyOf(nodes);
        tunnels = List.copyOf(tunnels);
        drained = Set.copyOf(drained);
        shared = Map.copyOf(shared);
    }

    /** The nodes to be, by name. An administrator's comes before a tunnel's. */
    Map<NodeId, Node> wanted(int defaultCap) {
        Map<NodeId, Node> wanted = new TreeMap<>();
        tunnels.forEach(tunnel ->
                wanted.put(tunnel.id(), tunnel.node(defaultCap, shared.getOrDefault(tunnel.id(), tunnel.shared()))));
        nodes.forEach(node -> wanted.put(node.id(), node.node(defaultCap)));
        return wanted;
    }
}
