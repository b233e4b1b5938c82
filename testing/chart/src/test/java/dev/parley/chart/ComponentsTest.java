package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentsTest {

    @ParameterizedTest
    @CsvSource({
        "gateway,gateway-service",
        "router,model-router-service",
        "orchestrator,orchestrator-service",
        "ideas,idea-registry-service"
    })
    void a_service_listens_where_its_own_properties_say(String name, String folder) throws IOException {
        Properties own =
                properties(Chart.read(Chart.ROOT.resolve(folder + "/src/main/resources/application.properties")));

        Map<String, String> environment = Chart.defaults().environment(name);
        Map<String, Integer> ports = Chart.defaults().container(name).getPorts().stream()
                .collect(Collectors.toMap(port -> port.getName(), port -> port.getContainerPort()));

        assertThat(environment)
                .containsEntry("QUARKUS_HTTP_PORT", own.getProperty("quarkus.http.port"))
                .containsEntry("QUARKUS_MANAGEMENT_PORT", own.getProperty("quarkus.management.port"));
        assertThat(ports)
                .containsEntry("http", Integer.valueOf(own.getProperty("quarkus.http.port")))
                .containsEntry("management", Integer.valueOf(own.getProperty("quarkus.management.port")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "router", "orchestrator", "ideas"})
    void every_variable_of_ours_is_a_documented_setting(String name) {
        Set<String> documented = Chart.read(Chart.ROOT.resolve("docs/configuration.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .map(setting -> setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> ours = Chart.with("settings").environment(name).keySet().stream()
                .filter(variable -> variable.matches("(GATEWAY|ROUTER|ORCHESTRATOR|IDEAS|PARLEY_EDGES)_.*"))
                .collect(Collectors.toSet());

        assertThat(documented).containsAll(ours);
    }

    @Test
    void gateway_has_a_pdb_when_it_has_two_replicas() {
        PodDisruptionBudget budget = Chart.defaults().one(PodDisruptionBudget.class, "parley-gateway");

        assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budget.getSpec().getSelector().getMatchLabels())
                .isEqualTo(Chart.defaults()
                        .service("gateway")
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
    }

    @Test
    void a_single_replica_has_no_pdb_which_could_not_protect_it() {
        assertThat(Chart.with("single").all(PodDisruptionBudget.class)).isEmpty();
        assertThat(Chart.with("autoscaled").find(PodDisruptionBudget.class, "parley-ideas"))
                .as("an HPA may go down to one")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "router", "orchestrator", "ideas"})
    void a_pod_is_killed_only_after_what_it_works_on_and_what_it_finishes(String name) {
        var pod = Chart.defaults().service(name).getSpec().getTemplate().getSpec();

        long endpoints = pod.getContainers()
                .get(0)
                .getLifecycle()
                .getPreStop()
                .getSleep()
                .getSeconds();
        long requests = seconds(Chart.defaults().environment(name).get("QUARKUS_SHUTDOWN_TIMEOUT"));

        assertThat(endpoints).isPositive();
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(endpoints + requests);
    }

    @Test
    void on_a_cluster_that_cannot_sleep_the_service_itself_waits_for_its_proxies() {
        Rendered oldest = Chart.onTheOldestCluster();

        assertThat(oldest.container("router").getLifecycle()).isNull();
        assertThat(oldest.environment("router")).containsEntry("QUARKUS_SHUTDOWN_DELAY", "5s");
        assertThat(Chart.defaults().environment("router")).doesNotContainKey("QUARKUS_SHUTDOWN_DELAY");
    }

    @Test
    void a_rolling_upgrade_takes_no_pod_away_before_another_is_ready() {
        for (Deployment deployment : Chart.defaults().all(Deployment.class)) {
            var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
            assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
            assertThat(rolling.getMaxSurge().getIntVal()).isPositive();
        }
    }

    @Test
    void whoever_scales_owns_the_number_of_replicas() {
        Rendered autoscaled = Chart.with("autoscaled");

        assertThat(autoscaled.service("gateway").getSpec().getReplicas())
                .as("an HPA")
                .isNull();
        assertThat(autoscaled.service("router").getSpec().getReplicas())
                .as("kubectl")
                .isNull();
        assertThat(autoscaled.all(HorizontalPodAutoscaler.class)).hasSize(3);
        assertThat(Chart.defaults().service("gateway").getSpec().getReplicas()).isEqualTo(2);
    }

    @Test
    void only_the_gateway_opens_to_everybody() {
        Rendered rendered = Chart.defaults();

        assertThat(callers(rendered, "gateway", "http")).containsExactly("everybody");
        assertThat(callers(rendered, "gateway", "tunnels")).containsExactly("router");
        assertThat(callers(rendered, "router", "http")).containsExactlyInAnyOrder("gateway", "orchestrator");
        assertThat(callers(rendered, "orchestrator", "http")).containsExactly("gateway");
        assertThat(callers(rendered, "ideas", "http")).containsExactly("orchestrator");
        assertThat(callers(rendered, "postgresql", "postgresql")).doesNotContain("everybody");
        assertThat(callers(rendered, "redis", "redis")).doesNotContain("everybody");
    }

    @Test
    void management_is_for_monitoring_alone() {
        for (String name : List.of("gateway", "router", "orchestrator", "ideas")) {
            assertThat(callers(Chart.defaults(), name, "management")).containsExactly("namespace monitoring");
            assertThat(callers(Chart.with("placed"), name, "management")).isEmpty();
        }
        assertThat(Chart.defaults().all(Service.class))
                .allSatisfy(service -> assertThat(service.getSpec().getPorts())
                        .noneMatch(port -> port.getTargetPort().getStrVal().equals("management")));
    }

    @Test
    void agents_find_the_gateway_under_the_port_they_know() {
        Service gateway = Chart.defaults().one(Service.class, "parley-gateway");

        assertThat(gateway.getSpec().getPorts()).anySatisfy(port -> {
            assertThat(port.getPort()).isEqualTo(5050);
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
        });
    }

    @Test
    void the_gateway_knows_each_router_by_a_service_without_an_address() {
        Rendered rendered = Chart.defaults();

        assertThat(rendered.environment("gateway"))
                .containsEntry("GATEWAY_ROUTER_URL", "http://parley-router-each:8081");
        assertThat(rendered.one(Service.class, "parley-router-each").getSpec().getClusterIP())
                .isEqualTo("None");
        assertThat(rendered.environment("orchestrator"))
                .containsEntry("ORCHESTRATOR_ROUTER_URL", "http://parley-router:8081");
    }

    @Test
    void only_a_router_that_watches_pools_sees_the_cluster_and_little_of_it() {
        Rendered without = Chart.defaults();
        Rendered with = Chart.with("namespaces");

        assertThat(without.all(Role.class)).isEmpty();
        assertThat(token(without, "router")).isFalse();
        assertThat(token(with, "router")).isTrue();
        assertThat(with.all(Role.class))
                .extracting(role -> role.getMetadata().getNamespace())
                .containsExactlyInAnyOrder("models-a", "models-b");
        assertThat(with.all(Role.class))
                .allSatisfy(role -> assertThat(role.getRules())
                        .allSatisfy(rule -> assertThat(rule.getVerbs()).containsExactly("get", "list", "watch"))
                        .flatExtracting(rule -> rule.getResources())
                        .containsExactly("services", "endpointslices"));
        assertThat(with.all(RoleBinding.class))
                .flatExtracting(RoleBinding::getSubjects)
                .allSatisfy(subject -> assertThat(subject.getNamespace()).isEqualTo(Chart.NAMESPACE));
    }

    @Test
    void images_are_named_after_registry_flavor_and_version() {
        assertThat(Chart.defaults().container("gateway").getImage()).isEqualTo("parley/gateway:0.1.0");
        assertThat(Chart.with("jvm").container("gateway").getImage())
                .isEqualTo("registry.example/parley/gateway:1.2.3-jvm");
        assertThat(Chart.with("jvm").container("ideas").getImage()).startsWith("registry.example/parley/ideas@sha256:");
        assertThat(Chart.with("jvm").environment("gateway")).containsKey("JAVA_TOOL_OPTIONS");
        assertThat(Chart.defaults().environment("gateway")).doesNotContainKey("JAVA_TOOL_OPTIONS");
    }

    @Test
    void settings_arrive_as_they_were_written() throws IOException {
        Properties router = settings(Chart.with("settings"), "router");
        Properties gateway = settings(Chart.with("settings"), "gateway");

        assertThat(router)
                .containsEntry("router.fallbacks.\"llama3.2\"", "qwen3:8b,auto")
                .containsEntry("router.preferred.\"task:code\"", "qwen3-coder:30b")
                .containsEntry("router.choice.familiar-bound", "1.5")
                .containsEntry("router.cache.enabled", "false")
                .containsEntry("router.nodes.\"big-box\".url", "http://10.1.2.3:11434")
                .containsEntry("router.nodes.\"big-box\".capabilities", "reasoning,general")
                .containsEntry("router.nodes.\"hosted\".key", "${PARLEY_NODE_KEY_2}");
        assertThat(gateway).containsEntry("gateway.streams.max", "20000000").containsEntry("config_ordinal", "310");
        assertThat(Chart.with("settings").environment("router")).containsEntry("PARLEY_NODE_KEY_2", "hosted/token");
    }

    @Test
    void a_changed_setting_restarts_its_service_alone() {
        String key = "parley.dev/settings";

        assertThat(annotation(Chart.with("settings"), "router", key))
                .isNotEqualTo(annotation(Chart.defaults(), "router", key));
        assertThat(annotation(Chart.with("settings"), "ideas", key))
                .isEqualTo(annotation(Chart.defaults(), "ideas", key));
    }

    @Test
    void one_value_turns_traces_on() {
        assertThat(Chart.with("settings").environment("ideas"))
                .containsEntry("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example:4317")
                .containsEntry("QUARKUS_OTEL_TRACES_SAMPLER_ARG", "1");
    }

    private static Set<String> callers(Rendered rendered, String name, String port) {
        return rendered.one(NetworkPolicy.class, "parley-" + name).getSpec().getIngress().stream()
                .filter(rule -> rule.getPorts().stream()
                        .anyMatch(each -> each.getPort().getStrVal().equals(port)))
                .flatMap(rule -> rule.getFrom().isEmpty()
                        ? java.util.stream.Stream.of("everybody")
                        : rule.getFrom().stream()
                                .map(from -> from.getPodSelector() != null
                                        ? from.getPodSelector().getMatchLabels().get("app.kubernetes.io/component")
                                        : "namespace "
                                                + from.getNamespaceSelector()
                                                        .getMatchLabels()
                                                        .get("kubernetes.io/metadata.name")))
                .collect(Collectors.toSet());
    }

    private static boolean token(Rendered rendered, String name) {
        return rendered.service(name).getSpec().getTemplate().getSpec().getAutomountServiceAccountToken();
    }

    private static String annotation(Rendered rendered, String name, String key) {
        return rendered.service(name)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get(key);
    }

    private static Properties settings(Rendered rendered, String name) throws IOException {
        return properties(rendered.one(io.fabric8.kubernetes.api.model.ConfigMap.class, "parley-" + name)
                .getData()
                .get("application.properties"));
    }

    private static Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }

    private static long seconds(String duration) {
        return Long.parseLong(duration.replace("s", ""));
    }
}
