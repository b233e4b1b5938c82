package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Helm refuses before anything reaches a cluster. */
class RefusalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image.flavor | graal | value must be one of",
                "gateway.replicas | -1 | minimum",
                "gateway.replica | 2 | additional properties 'replica' not allowed",
                "gateway.drain.requests | 0 | minimum",
                "gateway.image.digest | sha256:short | does not match pattern",
                "postgresql.mode | none | value must be one of",
                "postgresql.external.url | mysql://db/x | does not match pattern",
                "redis.external.url | redis://user:secret@cache:6379 | does not match pattern",
                "tracing.ratio | 2 | maximum",
                "postgresql.mode | external | postgresql.external.url is missing",
                "redis.mode | external | redis.external.url is missing",
                "gateway.autoscaling.minReplicas | 50 | expected: at most maxReplicas, 10"
            })
    void a_value_that_cannot_be_meant_is_refused(String key, String value, String why) {
        Object given = Map.of("-1", -1, "0", 0, "2", 2, "50", 50).getOrDefault(value, 0);

        assertThatThrownBy(() ->
                        Chart.text(Chart.USUAL, helm -> helm.set(key, value.matches("-?[0-9]+") ? given : value)))
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pools: [{name: a}] | missing property 'models'",
                "pools: [{name: A_b, models: [m]}] | does not match pattern",
                "pools: [{name: a, models: [m], gpus: 1}] | additional properties 'gpus' not allowed",
                "pools: [{name: a, models: [m], copies: 1, warm: 2}] | a has warm 2 (expected: at most copies, 1)",
                "pools: [{name: a, models: [m], autoscaling: {kind: hpa, minReplicas: 0}}] | or kind keda",
                "pools: [{name: a, models: [m], autoscaling: {minReplicas: 9}}] | expected: at most maxReplicas, 4",
                "nodes: [{name: a, url: ftp://a}] | does not match pattern",
                "ingress: {enabled: true} | ingress.hosts is empty",
                "httpRoute: {enabled: true} | httpRoute.parentRefs is empty",
                "httpRoute: {timeout: forever} | does not match pattern"
            })
    void a_pool_or_door_that_cannot_be_meant_is_refused(String values, String why, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), values);

        assertThatThrownBy(() -> Chart.text(Chart.USUAL, helm -> helm.withValuesFile(file)))
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"1.28.0"})
    void an_older_cluster_is_refused(String version) {
        assertThatThrownBy(() -> Chart.text(version, helm -> helm)).hasMessageContaining("kubeVersion");
    }
}
