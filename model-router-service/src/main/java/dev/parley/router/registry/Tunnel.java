package dev.parley.router.registry;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Reach;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A node that dialled out.
 *
 * @param url where it is reached, which may have a path
 * @param tenant whose it is
 * @param models the only ones it may serve
 * @param shared whether its token lets it serve every tenant
 * @param maxConcurrent empty for the router's default
 */
public record Tunnel(
        NodeId id, URI url, String tenant, List<String> models, boolean shared, OptionalInt maxConcurrent) {

    /**
     * A tunnel that ended.
     *
     * @param url where it was reached: the agent may have dialled another replica since
     */
    public record Gone(NodeId id, String tenant, URI url) {}

    /** @param serveAll whether it serves every tenant after all that was said */
    Node node(int defaultCap, boolean serveAll) {
        int cap = maxConcurrent.orElse(defaultCap);
        return new Node(
                id,
                url,
                NodeKind.OLLAMA,
                Optional.empty(),
                Set.of(),
                cap,
                cap,
                NodeOrigin.TUNNEL,
                Reach.of(tenant, serveAll, AllowedModels.of(models)));
    }
}
