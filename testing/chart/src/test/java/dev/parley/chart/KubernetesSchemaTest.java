package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesSchemaTest {

    private final KubernetesSchema kubernetes = new KubernetesSchema();

    @Test
    void what_kubernetes_takes_is_taken() {
        assertThat(faults("{name: a, image: b, resources: {limits: {cpu: 500m, memory: 1.5Gi, x.dev/gpu: 1}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: a, image: b, imagePulPolicy: Always}",
                "{image: b}",
                "{name: a, image: b, resources: {limits: {memory: 1 GB}}}",
                "{name: a, image: b, resources: {limits: {memory: true}}}",
                "{name: a, image: b, ports: [{containerPort: '80'}]}",
                "{name: a, image: b, livenessProbe: {httpGet: {path: /, port: [1]}}}",
                "{name: a, image: b, env: [{name: X, value: 1}]}"
            })
    void what_kubernetes_would_refuse_or_overlook_is_a_fault(String container) {
        assertThat(faults(container)).isNotEmpty();
    }

    private List<String> faults(String container) {
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [" + container + "]}}";
        return kubernetes.faults(Chart.objects(pod).get(0));
    }
}
