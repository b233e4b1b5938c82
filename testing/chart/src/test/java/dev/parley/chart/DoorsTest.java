package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.junit.jupiter.api.Test;

class DoorsTest {

    private final Rendered rendered = Chart.with("doors");

    @Test
    void an_ingress_lets_streams_live_and_holds_no_words_back() {
        Ingress ingress = rendered.one(Ingress.class, "parley-gateway");

        assertThat(ingress.getSpec().getRules())
                .extracting(rule -> rule.getHost())
                .containsExactly("talk.example", "talks.example");
        assertThat(ingress.getSpec().getTls().get(0).getSecretName()).isEqualTo("talk-tls");
        assertThat(ingress.getMetadata().getAnnotations())
                .containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "3600")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off");
    }

    @Test
    void a_route_lets_streams_live() {
        HTTPRoute route = rendered.one(HTTPRoute.class, "parley-gateway");

        var rule = route.getSpec().getRules().get(0);

        assertThat(rule.getTimeouts().getRequest()).isEqualTo("4h");
        assertThat(rule.getBackendRefs().get(0).getPort()).isEqualTo(8080);
        assertThat(route.getSpec().getParentRefs().get(0).getNamespace()).isEqualTo("gateways");
        assertThat(route.getSpec().getAdditionalProperties()).isEmpty();
        assertThat(rule.getAdditionalProperties()).isEmpty();
    }

    @Test
    void monitors_come_where_they_are_known_or_wished_for() {
        JsonNode monitor = rendered.object("PodMonitor", "parley").orElseThrow();

        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        assertThat(monitor.at("/spec/podMetricsEndpoints/0/port").asText()).isEqualTo("management");
        assertThat(Chart.defaults().object("PodMonitor", "parley")).isEmpty();
    }

    @Test
    void nothing_leads_to_the_gateway_unless_it_is_said() {
        assertThat(Chart.defaults().all(Ingress.class)).isEmpty();
        assertThat(Chart.defaults().all(HTTPRoute.class)).isEmpty();
    }

    @Test
    void the_test_of_the_chart_has_two_agents_speak() throws java.io.IOException {
        var test = Chart.defaults().one(io.fabric8.kubernetes.api.model.Pod.class, "parley-test");
        var environment = Rendered.environment(test.getSpec().getContainers().get(0));

        JsonNode start = Chart.YAML.readTree(environment.get("START"));

        assertThat(start.get("machines")).hasSize(2);
        assertThat(start.get("num_rounds").asInt()).isEqualTo(1);
        assertThat(environment).containsEntry("PARLEY_KEY", "parley-secrets/bootstrap-key");
        assertThat(test.getSpec().getContainers().get(0).getArgs().get(0))
                .contains("/api/conversations/start", "/round", "/history")
                .doesNotContain("helm.sh");
    }
}
