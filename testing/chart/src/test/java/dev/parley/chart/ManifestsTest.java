package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain manifests are what the chart renders. */
class ManifestsTest {

    private static final Path FOLDER = Chart.ROOT.resolve("k8s");

    @ParameterizedTest
    @ValueSource(strings = {"default", "production"})
    void manifests_are_what_the_chart_renders(String name) throws IOException {
        String due = new Helm(Chart.FOLDER)
                .template()
                .withName(Chart.RELEASE)
                .withNamespace("parley")
                .withKubeVersion(Chart.USUAL)
                .withValuesFile(FOLDER.resolve(name).resolve("values.yaml"))
                .call();

        DriftTest.same(FOLDER.resolve(name).resolve("parley.yaml"), due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "production"})
    void manifests_are_valid_and_hold_no_secret_and_no_number_of_pods(String name) {
        KubernetesSchema kubernetes = new KubernetesSchema();
        Rendered manifests = new Rendered(Chart.objects(Chart.read(FOLDER.resolve(name + "/parley.yaml"))));

        assertThat(manifests.objects())
                .filteredOn(kubernetes::knows)
                .hasSizeGreaterThan(20)
                .allSatisfy(object -> assertThat(kubernetes.faults(object)).isEmpty());
        assertThat(PodRules.broken(manifests)).isEmpty();
        assertThat(manifests.all(Secret.class)).isEmpty();
        assertThat(manifests
                        .one(StatefulSet.class, "parley-pool-general")
                        .getSpec()
                        .getReplicas())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "production", "overlays/default", "overlays/production"})
    void kustomizations_name_what_is_there(String name) throws IOException {
        Path folder = FOLDER.resolve(name);

        JsonNode kustomization = Chart.YAML.readTree(Chart.read(folder.resolve("kustomization.yaml")));

        assertThat(kustomization.get("resources"))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(Files.exists(folder.resolve(resource.asText())))
                        .as(resource.asText())
                        .isTrue());
    }
}
