package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a key with limits meets when it steers over a socket. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class ConversationSocketLimitsTest extends GuardedGateway {

    private final Scripted orchestrator = Behind.orchestrator();

    @Test
    void letting_a_conversation_go_on_counts_as_a_request_over_a_socket_too() {
        orchestrator.on("GET " + CONVERSATION, 200, JSON, Golden.json("conversation.full"));
        orchestrator.on("POST " + CONVERSATION + "/resume", 200, JSON, Golden.json("conversation.full"));
        orchestrator.on("POST " + CONVERSATION + "/pause", 200, JSON, Golden.json("conversation.full"));
        String key = handOut("\"name\":\"one\",\"scopes\":[\"conversations\"],\"limits\":{\"requests_per_minute\":1}")
                .get("key")
                .asText();
        List<String> frames = new CopyOnWriteArrayList<>();
        WebSocket socket = open(key);
        socket.textMessageHandler(frames::add);

        List.of("resume", "pause", "resume").forEach(type -> socket.writeTextMessage("{\"type\":\"" + type + "\"}"));

        await().until(() -> !frames.isEmpty());
        assertThat(json(frames.get(0)).get("code").asText()).isEqualTo("rate-limited");
        assertThat(orchestrator.asked(CONVERSATION + "/resume")).hasSize(1);
        await().until(() -> orchestrator.asked(CONVERSATION + "/pause").size() == 1);
        Scripted.await(socket.close());
    }

    private WebSocket open(String key) {
        orchestrator.on(
                "GET " + CONVERSATION + "/events",
                (asked, response) -> response.putHeader("Content-Type", "text/event-stream")
                        .setChunked(true)
                        .write(": here\n\n"));
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(uri("/").getHost())
                .setPort(uri("/").getPort())
                .setURI("/ws/conversations/" + ID)
                .addHeader("Authorization", "Bearer " + key);
        return Scripted.await(orchestrator.vertx().createWebSocketClient().connect(options));
    }
}
