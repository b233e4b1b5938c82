package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
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
    @CsvSource({"1.28.0"})
    void an_older_cluster_is_refused(String version) {
        assertThatThrownBy(() -> Chart.text(version, helm -> helm)).hasMessageContaining("kubeVersion");
    }
}
