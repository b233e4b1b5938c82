package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.KeyedStack;
import dev.parley.acceptance.stack.NodeAgent;
import dev.parley.acceptance.stack.OpenAnswer;
import dev.parley.acceptance.stack.SecondReplica;
import dev.parley.acceptance.stack.SwallowingProxy;
import dev.parley.simulatednode.SimulatedNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A node behind NAT that its agent brings, in a whole stack of real processes. */
@ExtendWith(KeyedStack.Shared.class)
@Execution(ExecutionMode.SAME_THREAD)
class TunnelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);
    private final String model = "attic-" + tenant + ":1b";
    private final String name = "attic-" + tenant;

    private KeyedStack keyed;
    private Gateway tenants;
    private String token;
    private SimulatedNode node;

    @BeforeEach
    void a_node_that_nobody_can_reach(KeyedStack keyed) {
        this.keyed = keyed;
        tenants = keyed.stack()
                .gateway()
                .as(keyed.create("caller", "--tenant", tenant, "--scope", "inference", "--scope", "conversations"));
        token = keyed.create("attic", "--tenant", tenant, "--scope", "node");
        node = SimulatedNode.builder()
                .name(name)
                .models(model)
                .instant()
                .slots(8)
                .start();
    }

    @AfterEach
    void it_goes() {
        node.close();
    }

    private NodeAgent agent(URI gateway) {
        NodeAgent agent = NodeAgent.dial(folder, gateway, token, name, node.uri());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tenants.get("/api/tags").body())
                        .as(agent::said)
                        .contains(model));
        return agent;
    }

    private NodeAgent agent() {
        return agent(keyed.stack().gateway().base());
    }

    private Map<String, Object> question(boolean streamed) {
        return Map.of(
                "model",
                model,
                "stream",
                streamed,
                "messages",
                List.of(Map.of("role", "user", "content", "Hello " + UUID.randomUUID())));
    }

    /** Whether the router still offers it, or would give it work. */
    private boolean isUsed() {
        JsonNode known = Json.read(keyed.admin().get("/api/nodes/" + name).body());
        return known.has("state") && !known.path("state").asText().equals("lost");
    }

    @Test
    void it_answers_chats_and_a_conversation_of_its_tenant_and_nobody_else_s() {
        try (NodeAgent agent = agent()) {
            HttpResponse<String> whole = tenants.post("/api/chat", question(false));
            HttpResponse<String> streamed = tenants.post("/api/chat", question(true));
            String conversation = tenants.start(Gateway.conversation(
                    "Bees on roofs", 1, List.of(Gateway.agent("generator", model), Gateway.agent("critic", model))));
            await().atMost(PATIENCE)
                    .until(() -> tenants.read("/api/conversations/" + conversation)
                            .path("status")
                            .asText()
                            .equals("completed"));

            assertThat(whole.statusCode()).as(whole::body).isEqualTo(200);
            assertThat(whole.headers().firstValue("X-Parley-Node")).contains(name);
            assertThat(streamed.body().trim()).endsWith("}").contains("\"done\":true");
            assertThat(node.requests("/api/chat")).hasSizeGreaterThanOrEqualTo(4);
            assertThat(keyed.admin().get("/api/tags").body()).doesNotContain(model);
            assertThat(agent.said()).doesNotContain(token.substring(16));
        }
    }

    @Test
    void killed_before_the_first_byte_another_node_answers_and_in_mid_answer_its_end_is_told() {
        try (SimulatedNode twin = SimulatedNode.builder()
                        .name("twin")
                        .models(model)
                        .instant()
                        .set("first_token_seconds", 3)
                        .start();
                NodeAgent first = agent();
                NodeAgent second =
                        NodeAgent.dial(folder, keyed.stack().gateway().base(), token, name + "-twin", twin.uri())) {
            await().atMost(PATIENCE)
                    .until(() ->
                            keyed.admin().get("/api/nodes/" + name + "-twin").statusCode() == 200);
            node.set("first_token_seconds", 3);
            CompletableFuture<HttpResponse<String>> asked =
                    CompletableFuture.supplyAsync(() -> tenants.post("/api/chat", question(true)));
            await().atMost(PATIENCE).until(() -> isAsked(node) || isAsked(twin));
            boolean firstIsAsked = isAsked(node);
            (firstIsAsked ? first : second).kill();

            HttpResponse<String> answer = asked.join();
            assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Parley-Node")).contains(firstIsAsked ? name + "-twin" : name);
            assertThat(answer.body()).contains("\"done\":true");

            SimulatedNode left = firstIsAsked ? twin : node;
            left.set("first_token_seconds", 0);
            left.set("burst", false);
            left.set("tokens_per_second", 20);
            OpenAnswer open = OpenAnswer.post(tenants, "/api/chat", question(true));
            await().atMost(PATIENCE).until(() -> open.text().contains("\"done\":false"));
            (firstIsAsked ? second : first).kill();

            await().atMost(PATIENCE).until(open::hasEnded);
            assertThat(open.text()).contains("\"error\":").doesNotContain("\"done\":true");
        }
    }

    private static boolean isAsked(SimulatedNode asked) {
        return asked.requests("/api/chat").stream().findAny().isPresent();
    }

    @Test
    void killed_or_its_token_revoked_it_is_not_used_within_five_seconds() {
        try (NodeAgent killed = agent()) {
            killed.kill();

            await().atMost(Duration.ofSeconds(5)).until(() -> !isUsed());
        }
        try (NodeAgent revoked = agent()) {
            keyed.revoke(token);

            await().atMost(Duration.ofSeconds(5)).until(() -> !isUsed());
            await().atMost(PATIENCE).until(() -> revoked.said().contains("key_revoked"));
        }
    }

    @Test
    void on_a_line_that_swallows_everything_it_is_not_used_within_ten_seconds() {
        try (SwallowingProxy line = new SwallowingProxy(keyed.stack().gateway().base());
                NodeAgent cutOff = agent(line.url())) {
            line.cut();

            await().atMost(Duration.ofSeconds(12)).until(() -> !isUsed());
            assertThat(cutOff.said()).doesNotContain("Exception");
        }
    }

    @Test
    void killed_with_its_gateway_nobody_waits_for_it() {
        SecondReplica gateway = SecondReplica.of(keyed.stack(), "gateway");
        try (NodeAgent agent = agent(gateway.url())) {
            gateway.kill();
            HttpResponse<String> answer = tenants.post("/api/chat", question(false));

            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
            await().atMost(Duration.ofSeconds(15)).until(() -> !isUsed());
            assertThat(agent.said()).doesNotContain(token.substring(16));
        } finally {
            gateway.close();
        }
    }
}
