package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key with limits meets when it makes conversations take turns. */
@QuarkusTest
class ConversationLimitsTest extends RunningGateway {

    private final Scripted orchestrator = Behind.orchestrator();
    private final String one = "{\"key\":\"" + UUID.randomUUID() + "\",\"requests\":1}";

    @BeforeEach
    void answer() {
        orchestrator.on("POST /api/conversations/start", 201, JSON, Golden.json("conversation.full"));
        orchestrator.on("POST " + CONVERSATION + "/pause", 200, JSON, Golden.json("conversation.full"));
        orchestrator.on("POST " + CONVERSATION + "/continue", 200, JSON, Golden.json("conversation.full"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/conversations/start",
                "/api/conversations/import",
                CONVERSATION + "/round",
                CONVERSATION + "/round/",
                CONVERSATION + "/resume",
                CONVERSATION + "/continue",
                "/api/conversations//" + ID + "/continue"
            })
    void what_takes_turns_counts_as_a_request(String path) {
        HttpResponse<String> first = start();
        HttpResponse<String> second = post(path, "{}", "Content-Type", JSON, TestKeys.HEADER, one);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(header(first, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(header(second, "Content-Type")).isEqualTo(PROBLEM);
        assertThat(json(second.body()).get("code").asText()).isEqualTo("rate-limited");
        assertThat(header(second, "Retry-After")).isNotEmpty();
    }

    @Test
    void what_takes_no_turns_does_not_count() {
        start();

        HttpResponse<String> paused = post(CONVERSATION + "/pause", "", TestKeys.HEADER, one);

        assertThat(paused.statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> start() {
        return post(
                "/api/conversations/start",
                Golden.json("start-conversation.minimal"),
                "Content-Type",
                JSON,
                TestKeys.HEADER,
                one);
    }
}
