package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import org.junit.jupiter.api.Test;

/** What an operator reads after an install. */
class NotesTest {

    @Test
    void the_next_three_commands_are_told() {
        String notes = notes("trial");

        assertThat(notes)
                .contains("get secret parley-secrets")
                .contains("port-forward svc/parley-gateway 8080:80")
                .contains("localhost:8080/api/tags");
    }

    @Test
    void what_is_risky_is_warned_of() {
        assertThat(notes("trial"))
                .contains(
                        "WARNING: PostgreSQL is bundled", "WARNING: Redis is bundled", "WARNING: there is no node yet");
        assertThat(notes("single"))
                .contains("WARNING: networkPolicy.enabled is false", "WARNING: gateway.replicas is 1");
        assertThat(notes("external-plain")).contains("WARNING: postgresql.external.tls.mode is require");
    }

    @Test
    void what_is_not_risky_is_not_warned_of() {
        assertThat(notes("external")).doesNotContain("WARNING: P", "WARNING: R", "replicas is");
        assertThat(notes("pools"))
                .contains("scale sts/parley-pool-coding --replicas=5")
                .doesNotContain("there is no node yet");
    }

    private static String notes(String values) {
        return new Helm(Chart.FOLDER)
                .install()
                .withName(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeVersion(Chart.USUAL)
                .withValuesFile(Chart.valuesFile(values))
                .clientOnly()
                .dryRun()
                .withDryRunOption(DryRun.CLIENT)
                .call()
                .getOutput();
    }
}
