package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.router.capacity.Admission;
import dev.parley.router.node.NodeId;
import dev.parley.simulatednode.SimulatedNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model that is not in memory as it is needed is taken there by the router, not by the client that happens to come first. */
@QuarkusTest
class ColdModelsTest extends RouterTestBase {

    /** Of this test alone: the nodes have the models in memory with their own context. */
    private static final String LARGER = """
            {"model":"%s","options":{"num_ctx":%d},"messages":[{"role":"user","content":"Name ideas."}]}""";

    private static final String NODE_WORDS = "llama-server process has terminated: signal: killed";

    @Inject
    Admission admission;

    @BeforeEach
    void loads_take_a_while() {
        nodes.all().forEach(node -> node.set("load_seconds", 0.4));
    }

    @Test
    void a_client_that_leaves_while_it_loads_does_not_stop_the_load() throws Exception {
        Socket client = router.open("/api/chat", LARGER.formatted("qwen3-coder:30b", 8_192));
        await().until(() -> isLoading(nodes.coder()));

        client.close();
        await().until(() -> admission.running(new NodeId("coder")) == 0);
        boolean stillLoading = isLoading(nodes.coder());
        HttpResponse<String> next = router.post("/api/chat", LARGER.formatted("qwen3-coder:30b", 8_192));

        assertThat(stillLoading).isTrue();
        assertThat(next.body()).contains("\"done\":true");
        assertThat(count(nodes.coder(), "loads_started")).isEqualTo(1);
        assertThat(count(nodes.coder(), "loads_cancelled")).isZero();
        assertThat(received(nodes.coder(), "/api/chat")).hasSize(1);
    }

    @Test
    void several_clients_share_one_load_and_a_warm_request_asks_for_none() {
        List<CompletableFuture<HttpResponse<String>>> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(CompletableFuture.supplyAsync(
                    () -> router.post("/api/chat", LARGER.formatted("qwen3-coder:30b", 12_288))));
        }
        clients.forEach(each -> assertThat(each.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .statusCode())
                .isEqualTo(200));
        long loading = received(nodes.coder(), "/api/generate").size();
        router.post("/api/chat", LARGER.formatted("qwen3-coder:30b", 12_288));

        assertThat(loading).isEqualTo(1);
        assertThat(received(nodes.coder(), "/api/generate")).hasSize(1);
        assertThat(count(nodes.coder(), "loads_started")).isEqualTo(1);
        assertThat(received(nodes.coder(), "/api/chat")).hasSize(4);
    }

    @Test
    void a_load_that_fails_is_the_nodes_failure_and_the_twin_answers() {
        nodes.alpha().set("load_failure", NODE_WORDS);

        for (int i = 0; i < 20 && count(nodes.alpha(), "loads_failed") == 0; i++) {
            HttpResponse<String> answer = router.post("/api/chat", LARGER.formatted("llama3.2", 16_384 + 1_024 * i));
            assertThat(answer.statusCode()).isEqualTo(200);
            forgetWhatWasLearned();
        }

        assertThat(count(nodes.alpha(), "loads_failed")).isEqualTo(1);
    }

    @Test
    void where_no_twin_is_left_the_client_hears_the_nodes_words() {
        nodes.coder().set("load_failure", NODE_WORDS);

        HttpResponse<String> answer = router.post("/api/chat", LARGER.formatted("qwen3-coder:30b", 20_480));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("node-failed");
        assertThat(answer.body()).contains(NODE_WORDS);
        assertThat(received(nodes.coder(), "/api/chat")).isEmpty();
    }

    @Test
    void who_waits_no_longer_for_a_load_leaves_it_to_the_next() {
        nodes.coder().set("load_seconds", 1.5);

        HttpResponse<String> impatient =
                router.post("/api/chat", LARGER.formatted("qwen3-coder:30b", 24_576), "X-Parley-Silence", "1");
        HttpResponse<String> next = router.post("/api/chat", LARGER.formatted("qwen3-coder:30b", 24_576));

        assertThat(impatient.statusCode()).isEqualTo(504);
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(count(nodes.coder(), "loads_started")).isEqualTo(1);
    }

    @Test
    void what_puts_a_model_out_of_memory_loads_none() {
        HttpResponse<String> answer = router.post(
                "/api/generate", "{\"model\":\"qwen3-coder:30b\",\"keep_alive\":0,\"options\":{\"num_ctx\":28672}}");

        assertThat(answer.body()).contains("unload");
        assertThat(count(nodes.coder(), "loads_started")).isZero();
    }

    private static boolean isLoading(SimulatedNode node) {
        return !node.state().queue().isEmpty();
    }
}
