package dev.parley.router.node;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.transport.edge.Edge;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/**
 * What a node is shown before it answers: its own key, or, where it dialled out, that a router asks at the door to its tunnel.
 * What is for one is never shown to the other. Thread-safe.
 */
public final class NodeProof {

    /** Who asks at a door: of a request's own caller neither the gateway nor the node needs to know. */
    private static final String KEY = "router";

    private final Optional<Edge> doors;

    /** @param doors the way to the gateways' doors; without it tunnels are asked without proof, and refuse */
    public NodeProof(Optional<Edge> doors) {
        this.doors = doors;
    }

    /** The headers for this node; empty if it answers to whoever asks. To be sent at once. */
    public MultiMap headers(Node node) {
        if (node.origin() == NodeOrigin.TUNNEL) {
            return doors.map(edge -> edge.headers(owner(node))).orElseGet(MultiMap::caseInsensitiveMultiMap);
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        node.key().ifPresent(key -> headers.set(HttpHeaders.AUTHORIZATION, key.bearer()));
        return headers;
    }

    private static Caller owner(Node node) {
        return Caller.of(node.reach().owner().orElseThrow(), KEY, Set.of(Scope.NODE));
    }
}
