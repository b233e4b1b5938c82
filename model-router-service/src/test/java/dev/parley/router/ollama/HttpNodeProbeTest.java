package dev.parley.router.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeProof;
import dev.parley.router.node.ProbeResult;
import dev.parley.router.node.Reach;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.transport.relay.Relay;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpNodeProbeTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @RegisterExtension
    static final SimulatedNodeExtension node = SimulatedNodeExtension.instant();

    private final Vertx vertx = Vertx.vertx();
    private final HttpNodeProbe probe = probe(1 << 20);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_look_brings_version_models_and_what_is_loaded_without_a_prompt() {
        ProbeResult result = look(probe, NodeKind.OLLAMA);

        assertThat(result.version()).contains("0.33.0");
        assertThat(result.models().orElseThrow())
                .containsKey(ModelName.parse("llama3.2").orElseThrow());
        assertThat(result.models().orElseThrow().values()).anyMatch(model -> model.embeds());
        assertThat(result.loaded())
                .hasValueSatisfying(loaded -> assertThat(loaded).isEmpty());
        assertThat(node.node().state().count("generations_started")).isZero();
    }

    @Test
    void a_node_whose_lists_fail_is_alive_and_its_models_are_not_known_anew() {
        node.node().fault("F27;status=500");

        ProbeResult result = look(probe, NodeKind.OLLAMA);

        assertThat(result.alive()).isTrue();
        assertThat(result.models()).isEmpty();
        assertThat(result.loaded()).isEmpty();
    }

    @Test
    void a_node_that_is_down_is_a_result_too() {
        node.node().kill();

        ProbeResult result = look(probe, NodeKind.OLLAMA);
        node.node().restart();

        assertThat(result.alive()).isFalse();
        assertThat(result.trouble()).isPresent();
    }

    @Test
    void an_answer_without_end_is_not_read_to_it() {
        ProbeResult result = look(probe(100), NodeKind.OLLAMA);

        assertThat(result.version()).isPresent();
        assertThat(result.models()).isEmpty();
    }

    @Test
    void an_answer_that_only_drips_is_not_waited_for() {
        HttpServer dripping = vertx.createHttpServer().requestHandler(request -> {
            request.response().setChunked(true).write("{");
            long drip = vertx.setPeriodic(100, tick -> request.response().write(" "));
            request.response().closeHandler(closed -> vertx.cancelTimer(drip));
        });
        int port = dripping.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();

        ProbeResult result = look(probe, NodeKind.OLLAMA, URI.create("http://127.0.0.1:" + port));

        assertThat(result.alive()).isFalse();
    }

    @Test
    void a_node_that_only_speaks_openai_is_looked_at_by_its_list() {
        ProbeResult result = look(probe, NodeKind.OPENAI);

        assertThat(result.alive()).isTrue();
        assertThat(result.version()).isEmpty();
        assertThat(result.models().orElseThrow())
                .containsKey(ModelName.parse("llama3.2").orElseThrow());
        assertThat(node.node().requests("/api/tags")).isEmpty();
    }

    private HttpNodeProbe probe(int answerLimit) {
        return new HttpNodeProbe(
                vertx,
                vertx.createHttpClient(Relay.clientOptions(3, TIMEOUT)),
                new NodeProof(Optional.empty()),
                TIMEOUT,
                answerLimit);
    }

    private static ProbeResult look(HttpNodeProbe probe, NodeKind kind) {
        return look(probe, kind, node.node().uri());
    }

    private static ProbeResult look(HttpNodeProbe probe, NodeKind kind, URI url) {
        Node simulated = new Node(
                new NodeId("simulated"),
                url,
                kind,
                Optional.empty(),
                Set.of(),
                1,
                1,
                NodeOrigin.CONFIGURATION,
                Reach.ALL);
        return probe.look(simulated)
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }
}
