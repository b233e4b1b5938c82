package dev.parley.router;

import static dev.parley.router.kubernetes.Cluster.leaving;
import static dev.parley.router.kubernetes.Cluster.service;
import static dev.parley.router.kubernetes.Cluster.serving;
import static dev.parley.router.kubernetes.Cluster.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.simulatednode.SimulatedNode;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods are simulated nodes, each on a port of its own. */
@QuarkusTest
class ClusterPoolsTest extends RouterTestBase {

    private static final Duration PATIENTLY = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private SimulatedNode pod;

    @BeforeEach
    void a_pool_without_pods() throws Exception {
        pod = SimulatedNode.builder().name("pod").models("pooled").instant().start();
        cluster.resource(service(
                        "ollama", "gpu", Map.of("parley.dev/models", "pooled", "parley.dev/max-concurrent", "x")))
                .create();
        await().atMost(PATIENTLY).until(() -> pools().path("pools").size() == 1);
    }

    @AfterEach
    void nothing_is_left() {
        cluster.services().delete();
        cluster.discovery().v1().endpointSlices().delete();
        await().atMost(PATIENTLY)
                .until(() -> directory.all().size() == nodes.all().size());
        pod.close();
    }

    @Test
    void a_request_for_a_pool_without_pods_waits_for_one() {
        CompletableFuture<HttpResponse<String>> early = CompletableFuture.supplyAsync(() -> chat());
        await().atMost(PATIENTLY).until(() -> metrics().contains("parley_router_waiting{band=\"normal\"} 1"));

        endpoints(serving("p", "127.0.0.1"));

        assertThat(early.join().statusCode()).isEqualTo(200);
        assertThat(header(early.join(), "X-Parley-Node")).isEqualTo("gpu.p");
    }

    @Test
    void a_request_that_waited_in_vain_is_told_to_come_back_and_not_that_there_is_no_such_model() {
        HttpResponse<String> late = chat();

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(header(late, "Retry-After")).isNotEmpty();
    }

    @Test
    void a_terminating_pod_finishes_its_answer_and_gets_no_other() {
        endpoints(serving("p", "127.0.0.1"));
        assertThat(chat().statusCode()).isEqualTo(200);
        pod.set("first_token_seconds", 1.0);
        CompletableFuture<HttpResponse<String>> held = CompletableFuture.supplyAsync(() -> chat());
        await().atMost(PATIENTLY)
                .until(() -> directory.all().stream()
                        .anyMatch(node -> node.id().value().equals("gpu.p")
                                && pod.requests("/api/chat").size() == 2));

        endpoints(leaving("p", "127.0.0.1"));
        await().atMost(PATIENTLY)
                .until(() -> directory.all().stream()
                        .anyMatch(node -> node.id().value().equals("gpu.p") && !node.takesWork()));

        assertThat(chat().statusCode()).isEqualTo(503);
        assertThat(held.join().statusCode()).isEqualTo(200);
        assertThat(pod.requests("/api/chat")).hasSize(2);
    }

    @Test
    void what_cannot_be_read_is_reported() throws Exception {
        assertThat(pools().path("watching").asBoolean()).isTrue();
        assertThat(pools().at("/pools/0/name").asText()).isEqualTo("gpu");
        assertThat(pools().at("/pools/0/models/0").asText()).isEqualTo("pooled");
        assertThat(pools().at("/troubles/0/text").asText())
                .isEqualTo("parley.dev/max-concurrent: x (expected: 1 to 10000)");
        assertThat(metrics()).contains("parley_router_kubernetes_troubles 1");
    }

    private String metrics() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(management.resolve("/q/metrics")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private JsonNode pools() throws Exception {
        return JSON.readTree(router.get("/internal/pools").body());
    }

    private HttpResponse<String> chat() {
        return router.post(
                "/api/chat",
                "{\"model\":\"pooled\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    private void endpoints(Endpoint... endpoints) {
        cluster.resource(slice("ollama-x", "ollama", pod.port(), endpoints)).createOr(changed -> changed.update());
    }
}
