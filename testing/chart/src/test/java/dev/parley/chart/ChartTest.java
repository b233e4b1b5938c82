package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rendering. */
class ChartTest {

    private static final KubernetesSchema KUBERNETES = new KubernetesSchema();

    /** Kinds of others, that a cluster may or may not have; each has tests of its own. */
    private static final Set<String> FOREIGN = Set.of("HTTPRoute", "PodMonitor", "ScaledObject");

    static Stream<String> values() {
        return Chart.valuesFiles().stream();
    }

    @Test
    void helm_finds_nothing_to_say() {
        LintResult result = Chart.lint();

        assertThat(result.isFailed()).isFalse();
        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void every_object_is_what_kubernetes_says_it_is(String values) {
        List<String> faults = new ArrayList<>();

        for (JsonNode object : Chart.with(values).objects()) {
            String name = object.path("kind").asText() + " "
                    + object.at("/metadata/name").asText() + ": ";
            if (KUBERNETES.knows(object)) {
                KUBERNETES.faults(object).forEach(fault -> faults.add(name + fault));
            } else if (!FOREIGN.contains(object.path("kind").asText())) {
                faults.add(name + "of an unknown kind " + object.path("apiVersion"));
            }
        }

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("values")
    void no_two_objects_have_one_name(String values) {
        Set<String> seen = new HashSet<>();

        List<String> twice = Chart.with(values).objects().stream()
                .map(object -> object.path("kind").asText() + " "
                        + object.at("/metadata/namespace").asText() + " "
                        + object.at("/metadata/name").asText())
                .filter(name -> !seen.add(name))
                .toList();

        assertThat(twice).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("values")
    void every_object_says_what_it_belongs_to(String values) {
        for (JsonNode object : Chart.with(values).objects()) {
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1instance").asText())
                    .as(object.path("kind").asText() + " "
                            + object.at("/metadata/name").asText())
                    .isEqualTo(Chart.RELEASE);
            assertThat(object.at("/metadata/name").asText()).hasSizeLessThanOrEqualTo(63);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void every_pod_keeps_the_rules(String values) {
        assertThat(PodRules.broken(Chart.with(values))).isEmpty();
    }
}
