package dev.parley.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.localstack.node.StackNode;
import dev.parley.localstack.state.AdminKey;
import dev.parley.localstack.state.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {

    private static final Map<String, Integer> PORTS = Map.of(
            "gateway",
            8080,
            "gateway.management",
            9080,
            "gateway.tunnels",
            8090,
            "router",
            8081,
            "router.management",
            9081,
            "orchestrator",
            8082,
            "orchestrator.management",
            9082,
            "ideas",
            8083,
            "ideas.management",
            9083);

    private static final Secrets SECRETS = new Secrets(
            "db-secret",
            Map.of(
                    "gateway>router",
                    "gr",
                    "gateway>orchestrator",
                    "go",
                    "gateway>ideas",
                    "gi",
                    "orchestrator>router",
                    "or",
                    "orchestrator>ideas",
                    "oi",
                    "ideas>router",
                    "ir",
                    "router>gateway",
                    "rg"));

    private static final Wiring WIRING = new Wiring(
            PORTS::get,
            SECRETS,
            "parley",
            "127.0.0.1:5555/postgres",
            "redis://127.0.0.1:6666",
            List.of(
                    new StackNode("simulated-1", URI.create("http://127.0.0.1:7001"), true),
                    new StackNode("simulated-2", URI.create("http://127.0.0.1:7002"), true)),
            Optional.empty(),
            Path.of("logs/orchestration_trace.log"));

    @Test
    void every_service_listens_on_loopback_only() {
        assertThat(Stream.of(ServiceName.values()).map(service -> ServiceEnvironment.of(service, WIRING)))
                .allSatisfy(environment -> assertThat(environment)
                        .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                        .containsEntry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"));
    }

    @Test
    void the_gateway_is_told_of_those_behind_it() {
        assertThat(ServiceEnvironment.of(ServiceName.GATEWAY, WIRING))
                .containsEntry("QUARKUS_HTTP_PORT", "8080")
                .containsEntry("QUARKUS_MANAGEMENT_PORT", "9080")
                .containsEntry("GATEWAY_ROUTER_URL", "http://127.0.0.1:8081")
                .containsEntry("GATEWAY_ROUTER_SECRET", "gr")
                .containsEntry("GATEWAY_TUNNEL_PORT", "8090")
                .containsEntry("PARLEY_EDGES_ROUTER", "rg")
                .containsEntry("GATEWAY_ORCHESTRATOR_URL", "http://127.0.0.1:8082")
                .containsEntry("GATEWAY_ORCHESTRATOR_SECRET", "go")
                .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:5555/postgres")
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "db-secret")
                .containsEntry("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:6666");
    }

    @Test
    void the_gateway_alone_is_told_of_the_key_where_one_is_wanted() {
        AdminKey key = new AdminKey("pk_a_b");
        Wiring guarded = new Wiring(
                PORTS::get,
                SECRETS,
                "parley",
                WIRING.database(),
                WIRING.redis(),
                WIRING.nodes(),
                Optional.of(key),
                WIRING.traces());

        assertThat(ServiceEnvironment.of(ServiceName.GATEWAY, WIRING)).doesNotContainKey("GATEWAY_IDENTITY_MODE");
        assertThat(ServiceEnvironment.of(ServiceName.GATEWAY, guarded))
                .containsEntry("GATEWAY_IDENTITY_MODE", "on")
                .containsEntry("GATEWAY_IDENTITY_BOOTSTRAP_KEY", "pk_a_b");
        assertThat(ServiceEnvironment.of(ServiceName.ROUTER, guarded)).doesNotContainValue("pk_a_b");
    }

    @Test
    void the_router_is_told_of_the_nodes_and_of_who_may_call() {
        assertThat(ServiceEnvironment.of(ServiceName.ROUTER, WIRING))
                .containsEntry("OLLAMA_URL_1", "http://127.0.0.1:7001")
                .containsEntry("OLLAMA_NAME_1", "simulated-1")
                .containsEntry("OLLAMA_URL_2", "http://127.0.0.1:7002")
                .containsEntry("OLLAMA_NAME_2", "simulated-2")
                .containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:5555/postgres")
                .containsEntry("QUARKUS_DATASOURCE_USERNAME", "parley")
                .containsEntry("ROUTER_REGISTRY_LOCAL_ADDRESSES", "true")
                .containsEntry("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:6666")
                .containsEntry("PARLEY_EDGES_GATEWAY", "gr")
                .containsEntry("PARLEY_EDGES_ORCHESTRATOR", "or")
                .containsEntry("PARLEY_EDGES_IDEAS", "ir");
    }

    @Test
    void the_orchestrator_is_told_of_its_stores_and_neighbours() {
        assertThat(ServiceEnvironment.of(ServiceName.ORCHESTRATOR, WIRING))
                .containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:5555/postgres")
                .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:5555/postgres")
                .containsEntry("QUARKUS_DATASOURCE_USERNAME", "parley")
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "db-secret")
                .containsEntry("ORCHESTRATOR_ROUTER_URL", "http://127.0.0.1:8081")
                .containsEntry("ORCHESTRATOR_ROUTER_SECRET", "or")
                .containsEntry("ORCHESTRATOR_IDEAS_URL", "http://127.0.0.1:8083")
                .containsEntry("ORCHESTRATOR_IDEAS_SECRET", "oi")
                .containsEntry(
                        "ORCHESTRATOR_TRACE_FILE",
                        Path.of("logs/orchestration_trace.log").toString())
                .containsEntry("PARLEY_EDGES_GATEWAY", "go");
    }

    @Test
    void the_idea_registry_is_told_of_who_may_call() {
        assertThat(ServiceEnvironment.of(ServiceName.IDEAS, WIRING))
                .containsEntry("PARLEY_EDGES_ORCHESTRATOR", "oi")
                .containsEntry("PARLEY_EDGES_GATEWAY", "gi");
    }

    @Test
    void nodes_and_secrets_of_another_stack_are_not_inherited() {
        Map<String, String> inherited = InheritedEnvironment.of(Map.of(
                "OLLAMA_URL_1",
                "http://elsewhere",
                "OLLAMA_NAME_2",
                "n",
                "PARLEY_EDGES_GATEWAY",
                "s",
                "PGDATA",
                "/elsewhere",
                "ROUTER_RELAY_STALL",
                "5s",
                "OLLAMA_MAX_CONCURRENT_1",
                "4",
                "OLLAMA_HOST",
                "box",
                "PATH",
                "/bin"));

        assertThat(inherited).containsOnlyKeys("ROUTER_RELAY_STALL", "OLLAMA_MAX_CONCURRENT_1", "OLLAMA_HOST", "PATH");
    }
}
