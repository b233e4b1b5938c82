package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    private static final Set<String> EDGES = Set.of(
            "gateway-router", "gateway-orchestrator", "router-gateway", "orchestrator-router", "orchestrator-ideas");

    @AfterEach
    void nothing_is_left() {
        Chart.CLUSTER.clear();
    }

    @Test
    void the_first_install_makes_a_secret_for_each_edge_and_a_first_key() {
        Map<String, String> made = secret(Chart.defaults(), "parley-secrets");

        assertThat(made.get("bootstrap-key")).matches("pk_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");
        Set<String> different = EDGES.stream().map(made::get).collect(Collectors.toSet());
        assertThat(different)
                .hasSize(EDGES.size())
                .allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(40));
        EDGES.forEach(edge -> assertThat(made).containsEntry(edge + "-accepted", made.get(edge)));
    }

    @Test
    void an_upgrade_keeps_what_is_there_and_makes_only_what_is_new() {
        Map<String, String> kept = new TreeMap<>(secret(Chart.defaults(), "parley-secrets"));
        kept.put("gateway-router-accepted", "the-new-secret-of-this-edge,the-old-secret-of-this-edge");
        kept.remove("orchestrator-ideas");
        kept.remove("orchestrator-ideas-accepted");
        Chart.CLUSTER.put("parley-secrets", kept);

        Map<String, String> upgraded = secret(Chart.render(Chart.USUAL, helm -> helm), "parley-secrets");

        assertThat(upgraded)
                .containsAllEntriesOf(kept)
                .containsKeys("orchestrator-ideas", "orchestrator-ideas-accepted");
    }

    @Test
    void an_upgrade_keeps_the_passwords_of_what_is_stored() {
        Chart.CLUSTER.put("parley-postgresql", Map.of("password", "one", "superuser-password", "two"));
        Chart.CLUSTER.put("parley-redis", Map.of("password", "three"));

        Rendered upgraded = Chart.render(Chart.USUAL, helm -> helm);

        assertThat(secret(upgraded, "parley-postgresql"))
                .containsEntry("password", "one")
                .containsEntry("superuser-password", "two");
        assertThat(secret(upgraded, "parley-redis")).containsEntry("password", "three");
        assertThat(upgraded.one(Secret.class, "parley-postgresql").getMetadata().getAnnotations())
                .as("its volume outlives the release")
                .containsEntry("helm.sh/resource-policy", "keep");
    }

    @Test
    void nothing_is_made_where_there_is_one_already() {
        Rendered rendered = Chart.with("existing-secrets");

        assertThat(rendered.all(Secret.class))
                .extracting(secret -> secret.getMetadata().getName())
                .containsExactlyInAnyOrder("talk-postgresql", "talk-redis");
        assertThat(Rendered.environment(
                        rendered.one(io.fabric8.kubernetes.api.model.apps.Deployment.class, "talk-gateway")
                                .getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .get(0)))
                .containsEntry("GATEWAY_IDENTITY_BOOTSTRAP_KEY", "mine/bootstrap-key");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway,GATEWAY_ROUTER_SECRET,router,PARLEY_EDGES_GATEWAY",
        "gateway,GATEWAY_ORCHESTRATOR_SECRET,orchestrator,PARLEY_EDGES_GATEWAY",
        "router,ROUTER_GATEWAY_SECRET,gateway,PARLEY_EDGES_ROUTER",
        "orchestrator,ORCHESTRATOR_ROUTER_SECRET,router,PARLEY_EDGES_ORCHESTRATOR",
        "orchestrator,ORCHESTRATOR_IDEAS_SECRET,ideas,PARLEY_EDGES_ORCHESTRATOR"
    })
    void what_one_end_shows_the_other_accepts(String from, String shown, String to, String accepted) {
        String source = Chart.defaults().environment(from).get(shown);

        assertThat(source).startsWith("parley-secrets/");
        assertThat(Chart.defaults().environment(to)).containsEntry(accepted, source + "-accepted");
    }

    @Test
    void nobody_holds_a_secret_of_somebody_elses_edge() {
        assertThat(edges("gateway"))
                .containsExactlyInAnyOrder(
                        "bootstrap-key", "gateway-router", "gateway-orchestrator", "router-gateway-accepted");
        assertThat(edges("router"))
                .containsExactlyInAnyOrder("gateway-router-accepted", "orchestrator-router-accepted", "router-gateway");
        assertThat(edges("ideas")).containsExactly("orchestrator-ideas-accepted");
    }

    private static Set<String> edges(String name) {
        return Chart.defaults().environment(name).values().stream()
                .filter(value -> value.startsWith("parley-secrets/"))
                .map(value -> value.substring("parley-secrets/".length()))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> secret(Rendered rendered, String name) {
        Map<String, String> texts = new TreeMap<>();
        rendered.one(Secret.class, name)
                .getData()
                .forEach((key, value) ->
                        texts.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return texts;
    }
}
