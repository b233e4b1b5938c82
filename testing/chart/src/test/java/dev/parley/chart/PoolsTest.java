package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoolsTest {

    private final Rendered rendered = Chart.with("pools");

    @Test
    void a_pool_tells_the_router_what_it_serves() {
        Service coding = rendered.one(Service.class, "parley-pool-coding");

        assertThat(coding.getMetadata().getLabels()).containsEntry("parley.dev/pool", "coding");
        assertThat(coding.getMetadata().getAnnotations())
                .isEqualTo(Map.of(
                        "parley.dev/models", "qwen3-coder:30b,llama3.2:3b",
                        "parley.dev/capabilities", "coding,reasoning",
                        "parley.dev/kind", "ollama",
                        "parley.dev/max-concurrent", "8",
                        "parley.dev/max-concurrent-per-model", "2"));
        assertThat(coding.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(coding.getSpec().getPorts().get(0).getName()).isEqualTo("ollama");
    }

    @Test
    void every_label_and_annotation_of_ours_is_documented() {
        String documented = Chart.read(Chart.ROOT.resolve("docs/configuration.md"));

        rendered.all(Service.class).stream()
                .flatMap(service -> Stream.ofNullable(service.getMetadata().getAnnotations()))
                .flatMap(annotations -> annotations.keySet().stream())
                .forEach(name -> assertThat(documented).contains("`" + name + "`"));
        assertThat(documented).contains("`parley.dev/pool`");
    }

    @Test
    void kubectl_scale_survives_an_upgrade() {
        assertThat(set("general").getSpec().getReplicas()).as("by hand").isNull();
        assertThat(set("night").getSpec().getReplicas()).as("KEDA").isNull();
        assertThat(set("day").getSpec().getReplicas())
                .as("an HPA, whatever replicas says")
                .isNull();
        assertThat(set("coding").getSpec().getReplicas()).isEqualTo(3);
        assertThat(set("vllm").getSpec().getReplicas()).as("of all pools").isEqualTo(1);
    }

    @Test
    void a_node_holds_no_more_of_a_model_than_the_router_gives_it() {
        Map<String, String> environment = Rendered.environment(
                set("coding").getSpec().getTemplate().getSpec().getContainers().get(0));

        assertThat(environment)
                .containsEntry("OLLAMA_NUM_PARALLEL", "2")
                .containsEntry("OLLAMA_CONTEXT_LENGTH", "8192")
                .containsEntry("OLLAMA_KEEP_ALIVE", "30m")
                .containsEntry("OLLAMA_HOST", "0.0.0.0:11434");
        String documented = Chart.read(Chart.ROOT.resolve("docs/configuration.md"));
        assertThat(documented)
                .contains("| `orchestrator.context.window` | `8192` |", "| `router.placement.keep` | `30m` |");
    }

    @Test
    void a_gpu_and_its_place_are_asked_for() {
        var pod = set("coding").getSpec().getTemplate().getSpec();

        assertThat(pod.getContainers().get(0).getResources().getLimits())
                .containsEntry("nvidia.com/gpu", new Quantity("1"));
        assertThat(pod.getNodeSelector()).containsEntry("gpu", "l40s");
        assertThat(pod.getRuntimeClassName()).isEqualTo("nvidia");
    }

    @Test
    void a_leaving_node_finishes_what_it_holds() {
        var pod = set("coding").getSpec().getTemplate().getSpec();

        long waits = pod.getContainers()
                .get(0)
                .getLifecycle()
                .getPreStop()
                .getSleep()
                .getSeconds();

        assertThat(waits).isEqualTo(300);
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(waits);
    }

    @Test
    void models_stay_when_pods_go() {
        var policy = set("general").getSpec().getPersistentVolumeClaimRetentionPolicy();

        assertThat(policy.getWhenScaled()).isEqualTo("Retain");
        assertThat(policy.getWhenDeleted()).isEqualTo("Retain");
        assertThat(set("general")
                        .getSpec()
                        .getVolumeClaimTemplates()
                        .get(0)
                        .getSpec()
                        .getStorageClassName())
                .as("what is said for all pools")
                .isEqualTo("fast");
        assertThat(set("night").getSpec().getVolumeClaimTemplates()).isEmpty();
    }

    @Test
    void a_new_version_of_the_chart_restarts_no_node() {
        assertThat(set("general").getSpec().getTemplate().getMetadata().getLabels())
                .doesNotContainKeys("helm.sh/chart", "app.kubernetes.io/version");
    }

    @Test
    void only_the_router_reaches_nodes() {
        var ingress = rendered.one(NetworkPolicy.class, "parley-pool-coding")
                .getSpec()
                .getIngress();

        assertThat(ingress)
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom())
                        .singleElement()
                        .satisfies(from -> assertThat(from.getPodSelector().getMatchLabels())
                                .containsEntry("app.kubernetes.io/component", "router")));
    }

    @Test
    void pools_make_the_router_watch_its_own_namespace() {
        assertThat(rendered.environment("router")).containsEntry("ROUTER_KUBERNETES_ENABLED", "true");
        assertThat(rendered.all(Role.class))
                .singleElement()
                .satisfies(role -> assertThat(role.getMetadata().getNamespace()).isEqualTo(Chart.NAMESPACE));
    }

    @Test
    void wishes_for_a_model_of_two_pools_are_added_up() throws IOException {
        var container = rendered.one(Job.class, "parley-placements")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);

        JsonNode wishes = Chart.YAML
                .readTree(Rendered.environment(container).get("PLACEMENTS"))
                .get("placements");

        assertThat(wishes)
                .extracting(wish -> wish.get("model").asText())
                .containsExactly("llama3.1:70b", "llama3.2:3b", "nomic-embed-text", "qwen3-coder:30b", "qwen3:8b");
        assertThat(wishes.get(1).get("copies").asInt()).isEqualTo(3);
        assertThat(wishes.get(1).get("warm").asInt()).isEqualTo(2);
    }

    @Test
    void keda_begins_with_whoever_waits_and_may_end_with_none() {
        JsonNode scaled = rendered.object("ScaledObject", "parley-pool-night")
                .orElseThrow()
                .get("spec");

        assertThat(scaled.at("/scaleTargetRef/name").asText()).isEqualTo("parley-pool-night");
        assertThat(scaled.get("minReplicaCount").asInt()).isZero();
        assertThat(scaled.get("triggers")).hasSize(3).allSatisfy(trigger -> {
            assertThat(trigger.get("type").asText()).isEqualTo("prometheus");
            trigger.get("metadata")
                    .forEach(value ->
                            assertThat(value.isTextual()).as("KEDA takes texts").isTrue());
        });
        assertThat(scaled.at("/triggers/0/metadata/query").asText())
                .isEqualTo("sum(parley_router_waiting{namespace=\"talks\"})");
        assertThat(scaled.at("/triggers/2/metadata/query").asText()).contains("node=~\"night[.].*\"");
        assertThat(rendered.find(HorizontalPodAutoscaler.class, "parley-pool-night"))
                .isEmpty();
    }

    private StatefulSet set(String pool) {
        return rendered.one(StatefulSet.class, "parley-pool-" + pool);
    }
}
