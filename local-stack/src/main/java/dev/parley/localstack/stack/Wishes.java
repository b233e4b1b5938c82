package dev.parley.localstack.stack;

import dev.parley.localstack.node.NodeChoice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for this time; what is not asked for stays as it was.
 *
 * @param nodes URLs of nodes; empty if none were named
 * @param simulated how many simulated nodes; null if not said
 * @param port the gateway's; null if not said
 * @param auth whether callers need a key; null if not said
 */
public record Wishes(
        List<String> nodes,
        @Nullable Integer simulated,
        @Nullable Integer port,
        @Nullable Boolean auth) {

    /** Whatever is there. */
    public static final Wishes NONE = new Wishes(List.of(), null, null, null);

    Optional<NodeChoice> choice() {
        if (nodes.isEmpty() && simulated == null) {
            return Optional.empty();
        }
        return Optional.of(new NodeChoice.Wished(nodes, simulated == null ? 0 : simulated));
    }
}
