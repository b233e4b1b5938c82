package dev.parley.router.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.AllowedModels;
import dev.parley.testkit.time.SettableClock;
import dev.parley.transport.edge.Edge;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeProofTest {

    private final NodeProof proof = new NodeProof(Optional.of(
            new Edge("router", "gateway", "a-secret-of-the-doors", SettableClock.at("2026-11-20T09:00:00Z"))));

    @Test
    void a_door_sees_which_service_asks_and_for_whose_node() {
        var shown = proof.headers(node(NodeOrigin.TUNNEL, Optional.empty()));

        assertThat(shown.names()).containsExactlyInAnyOrder("X-Parley-Edge", "X-Parley-Caller");
        assertThat(shown.get("X-Parley-Edge")).isEqualTo("router:a-secret-of-the-doors");
    }

    @Test
    void no_other_node_sees_the_doors_secret() {
        var keyed = proof.headers(node(NodeOrigin.ADMIN, Optional.of(new NodeKey("of-the-node"))));
        var plain = proof.headers(node(NodeOrigin.CONFIGURATION, Optional.empty()));
        var passing = proof.headers(node(NodeOrigin.PASSING, Optional.empty()));

        assertThat(keyed.names()).containsExactly("authorization");
        assertThat(keyed.get("Authorization")).isEqualTo("Bearer of-the-node");
        assertThat(plain.isEmpty()).isTrue();
        assertThat(passing.isEmpty()).isTrue();
    }

    private static Node node(NodeOrigin origin, Optional<NodeKey> key) {
        return new Node(
                new NodeId("gpu"),
                URI.create("http://10.0.3.7:8090/tunnels/0a1b"),
                NodeKind.OLLAMA,
                Optional.empty(),
                Set.of(),
                1,
                1,
                origin,
                Reach.of("acme", false, AllowedModels.ALL),
                key);
    }
}
