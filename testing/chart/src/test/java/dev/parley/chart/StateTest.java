package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {

    @Test
    void a_trial_brings_its_stores_and_keeps_what_is_in_them() {
        for (String store : new String[] {"parley-postgresql", "parley-redis"}) {
            StatefulSet set = Chart.defaults().one(StatefulSet.class, store);
            assertThat(set.getSpec().getVolumeClaimTemplates()).hasSize(1);
        }
        assertThat(Chart.defaults().environment("gateway"))
                .containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://parley-postgresql:5432/parley")
                .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://parley-postgresql:5432/parley")
                .containsEntry("QUARKUS_REDIS_HOSTS", "redis://parley-redis:6379")
                .containsEntry("QUARKUS_REDIS_PASSWORD", "parley-redis/password");
    }

    @Test
    void redis_is_told_its_password_by_a_file_and_to_go_by_a_signal() {
        var redis = Chart.defaults()
                .one(StatefulSet.class, "parley-redis")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);

        assertThat(redis.getArgs().get(0)).contains("> /tmp/redis.conf\n", "exec redis-server /tmp/redis.conf");
    }

    @Test
    void services_connect_as_a_role_that_row_filters_bind() {
        String script = Chart.defaults()
                .one(ConfigMap.class, "parley-postgresql")
                .getData()
                .get("role.sh");

        assertThat(script).contains("create role parley login nosuperuser nobypassrls");
        assertThat(Chart.defaults().environment("ideas"))
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "parley-postgresql/password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "router", "orchestrator", "ideas"})
    void stores_of_ones_own_are_reached_with_tls_and_proved(String name) {
        Rendered rendered = Chart.with("external");
        Map<String, String> environment = rendered.environment(name);

        assertThat(environment)
                .containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://db.example:5433/talks")
                .containsEntry(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "jdbc:postgresql://db.example:5433/talks?sslmode=verify-full&sslrootcert=/etc/parley/postgresql/ca.crt")
                .containsEntry("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "verify-full")
                .containsEntry("QUARKUS_DATASOURCE_USERNAME", "db/user")
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "db/pass")
                .containsEntry("QUARKUS_REDIS_HOSTS", "rediss://cache.example:6380")
                .containsEntry("QUARKUS_REDIS_PASSWORD", "cache/password")
                .containsEntry("QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS", "/etc/parley/redis/root.pem");
        assertThat(rendered.container(name).getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains("/etc/parley/postgresql", "/etc/parley/redis");
        assertThat(rendered.all(StatefulSet.class)).isEmpty();
    }

    @Test
    void without_an_authority_postgresql_is_encrypted_and_not_proved() {
        assertThat(Chart.with("external-plain").environment("router"))
                .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db.example/talks?sslmode=require")
                .containsEntry("QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL", "true")
                .doesNotContainKey("QUARKUS_REDIS_PASSWORD");
    }
}
