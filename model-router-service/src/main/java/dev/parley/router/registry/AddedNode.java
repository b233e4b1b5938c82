package dev.parley.router.registry;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.Capability;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeKey;
import dev.parley.router.node.Reach;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A node that an administrator added.
 *
 * @param maxConcurrent empty for the router's default
 * @param maxPerModel empty for as many
 * @param key what it wants to hear before it answers
 */
public record AddedNode(
        NodeId id,
        URI url,
        NodeKind kind,
        Optional<String> model,
        List<String> capabilities,
        OptionalInt maxConcurrent,
        OptionalInt maxPerModel,
        Optional<NodeKey> key) {

    Node node(int defaultCap) {
        int cap = maxConcurrent.orElse(defaultCap);
        return new Node(
                id,
                url,
                kind,
                model,
                capabilities.stream().map(Capability::new).collect(Collectors.toUnmodifiableSet()),
                cap,
                maxPerModel.orElse(cap),
                NodeOrigin.ADMIN,
                Reach.ALL,
                key);
    }
}
