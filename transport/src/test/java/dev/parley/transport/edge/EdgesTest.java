package dev.parley.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testkit.docs.ConfigurationPage;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class EdgesTest {

    private static final String CURRENT = "current-secret-of-16";
    private static final String PREVIOUS = "previous-secret-of-16";

    @Test
    void the_current_and_the_previous_secret_prove_the_service() {
        Edges edges = Edges.of(FixedEdges.gatewayMayCall(CURRENT, PREVIOUS));

        assertThat(edges.prove("gateway:" + CURRENT).orElseThrow().service()).isEqualTo("gateway");
        assertThat(edges.prove("gateway:" + PREVIOUS).orElseThrow().service()).isEqualTo("gateway");
    }

    @Test
    void a_wrong_secret_or_another_services_name_proves_nothing() {
        Edges edges = Edges.of(FixedEdges.gatewayMayCall(CURRENT));

        assertThat(edges.prove("gateway:" + PREVIOUS)).isEmpty();
        assertThat(edges.prove("router:" + CURRENT)).isEmpty();
        assertThat(edges.prove(CURRENT)).isEmpty();
        assertThat(edges.prove("")).isEmpty();
    }

    @Test
    void a_service_without_any_edge_refuses_to_start() {
        assertThatThrownBy(() -> Edges.of(FixedEdges.gatewayMayCall()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("parley.edges.gateway");
    }

    @Test
    void a_short_secret_is_refused_without_being_shown() {
        assertThatThrownBy(() -> Edges.of(FixedEdges.gatewayMayCall("short")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(">= 16")
                .hasMessageNotContaining("short");
        assertThat(new EdgeSecret("gateway", CURRENT).toString()).doesNotContain(CURRENT);
        assertThat(new Edge("gateway", "router", CURRENT, Clock.systemUTC()).toString())
                .doesNotContain(CURRENT);
    }

    @Test
    void every_setting_of_edges_is_on_the_page() {
        ConfigurationPage.assertComplete(EdgeConfig.class);
    }
}
