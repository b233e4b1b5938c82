package dev.parley.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EdgesTest {

    private static final String CURRENT = "current-secret-of-16";
    private static final String PREVIOUS = "previous-secret-of-16";

    @Test
    void the_current_and_the_previous_secret_prove_the_service() {
        Edges edges = Edges.of(gatewayMayCall(CURRENT, PREVIOUS));

        assertThat(edges.prove("gateway:" + CURRENT)).contains("gateway");
        assertThat(edges.prove("gateway:" + PREVIOUS)).contains("gateway");
    }

    @Test
    void a_wrong_secret_or_another_services_name_proves_nothing() {
        Edges edges = Edges.of(gatewayMayCall(CURRENT));

        assertThat(edges.prove("gateway:" + PREVIOUS)).isEmpty();
        assertThat(edges.prove("router:" + CURRENT)).isEmpty();
        assertThat(edges.prove(CURRENT)).isEmpty();
        assertThat(edges.prove("")).isEmpty();
    }

    @Test
    void a_service_without_any_edge_refuses_to_start() {
        assertThatThrownBy(() -> Edges.of(gatewayMayCall()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("parley.edges.gateway");
    }

    @Test
    void a_short_secret_is_refused_without_being_shown() {
        assertThatThrownBy(() -> Edges.of(gatewayMayCall("short")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(">= 16")
                .hasMessageNotContaining("short");
        assertThat(new EdgeSecret("gateway", CURRENT).toString()).doesNotContain(CURRENT);
    }

    private static EdgeConfig gatewayMayCall(String... secrets) {
        return new EdgeConfig() {
            @Override
            public Optional<List<String>> gateway() {
                return secrets.length == 0 ? Optional.empty() : Optional.of(List.of(secrets));
            }

            @Override
            public Optional<List<String>> router() {
                return Optional.empty();
            }

            @Override
            public Optional<List<String>> orchestrator() {
                return Optional.empty();
            }

            @Override
            public Optional<List<String>> ideas() {
                return Optional.empty();
            }
        };
    }
}
