package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Client.Answer;
import dev.parley.orchestrator.fake.FakeRouter.Asked;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.protocol.caller.Scope;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the first systems' descriptions send, letter for letter, and what they say comes back. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class FirstSystemsTest extends Neighbourhood {

    /** The description's one machine, and its second default machine: a conversation has two at least. */
    private static final String START = """
            {
            "subject": "Tema discuție",
            "machines": [
                    {
            "url": "100.76.154.75:11434",
            "model": "qwen3-coder:480b-cloud",
            "role": "generator",
            "max_tokens": 700,
            "timeout": 120
                    },
                    {
            "ip": "100.73.213.29",
            "port": 11434,
            "model": "gpt-oss:120b-cloud",
            "rol": "generator",
            "max_tokens": 700,
            "timeout": 120
                    }
                ],
            "num_rounds": 5,
            "pause_seconds": 3
            }""";

    private static final String SETTINGS = "/config/orchestration";

    @AfterEach
    void settings_are_those_of_the_environment_again() {
        manager().send("DELETE", SETTINGS, "");
    }

    @Test
    void a_conversation_is_started_and_told_as_the_first_system_would() {
        router.usually(Script.answer("- idei", 12));
        JsonObject wish = new JsonObject(START).put("auto_run", false);

        Answer started = client.post("/api/conversations/start", wish);
        String path = "/api/conversations/" + started.json().getString("id");
        Answer round = client.send("POST", path + "/round", "");
        Answer history = client.get(path + "/history");

        assertThat(started.status()).isEqualTo(201);
        assertThat(router.asked())
                .extracting(Asked::node)
                .containsExactly("node-at-100.76.154.75:11434", "node-at-100.73.213.29:11434");
        assertThat(round.json().fieldNames()).containsExactly("round", "messages", "new_ideas_count");
        assertThat(round.json().getInteger("round")).isEqualTo(1);
        assertThat(round.json().getInteger("new_ideas_count")).isEqualTo(1);
        assertThat(history.json().fieldNames()).containsExactly("conversation", "messages", "ideas");
        JsonObject answer = history.json().getJsonArray("messages").getJsonObject(0);
        assertThat(answer.getString("role")).isEqualTo("assistant");
        assertThat(answer.getString("content")).isEqualTo("- idei");
        assertThat(answer.getInteger("tokens")).isEqualTo(12);
        assertThat(answer.getString("agent_url")).as("a name, never an address").startsWith("node-at-");
        assertThat(history.json().getJsonObject("conversation").getString("status"))
                .isEqualTo("paused");
    }

    @Test
    void it_runs_by_itself_as_it_is_sent() {
        router.usually(Script.answer("- idei", 1));
        JsonObject wish = new JsonObject(START).put("pause_seconds", 0);

        String id = client.start(wish);

        await().until(() -> client.status(id).equals("completed"));
        assertThat(client.conversation(id).getInteger("turns")).isEqualTo(10);
    }

    @Test
    void one_machine_is_too_few() {
        JsonObject wish = new JsonObject(START);
        wish.getJsonArray("machines").remove(1);

        Answer answer = client.post("/api/conversations/start", wish);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("field")).isEqualTo("machines");
    }

    @Test
    void answers_are_improved_and_the_improvement_is_set_as_the_second_system_would() {
        router.next(Script.answer("Draft.", 3), Script.answer("1. Add examples", 4), Script.answer("Better.", 5));

        JsonObject improved = client.send("POST", "/generate", """
                        {
                          "prompt": "Объясни квантовую физику",
                          "max_tokens": 200,
                          "temperature": 0.7
                        }""").json();
        JsonObject all = set("""
                        {
                          "enabled": true,
                          "communication_rounds": 2,
                          "secondary_goal_prompt": "Проанализируй ответ и предложи улучшения"
                        }""");
        JsonObject some = set("{\"communication_rounds\": 1, \"enabled\": true}");
        JsonObject off = set("{\"enabled\": false}");

        assertThat(improved.getJsonArray("choices").getJsonObject(0).getJsonObject("message"))
                .isEqualTo(new JsonObject().put("role", "assistant").put("content", "Better."));
        assertThat(all.getInteger("communication_rounds")).isEqualTo(2);
        assertThat(all.getString("secondary_goal_prompt")).isEqualTo("Проанализируй ответ и предложи улучшения");
        assertThat(some.getInteger("communication_rounds")).isEqualTo(1);
        assertThat(some.getString("secondary_goal_prompt"))
                .as("what is not sent stays")
                .isEqualTo("Проанализируй ответ и предложи улучшения");
        assertThat(off.getBoolean("enabled")).isFalse();
        assertThat(client.get(SETTINGS).json().fieldNames())
                .contains("enabled", "communication_rounds", "secondary_goal_prompt");
    }

    private JsonObject set(String body) {
        return manager().send("PUT", SETTINGS, body).json();
    }

    private Client manager() {
        return client.with("manager", Scope.INFERENCE, Scope.MODELS_WRITE);
    }
}
