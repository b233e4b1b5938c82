package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.FakeRouter.Asked;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.orchestrator.fake.Viewer;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class RoundsTest extends Neighbourhood {

    private static final String QUESTION = "What concrete, non-repeated ideas can you add next?";

    @Test
    void three_agents_and_two_rounds_give_six_turns_in_order() {
        router.next(
                Script.answer("- wind\n- sun", 7),
                Script.answer("- wind\n- heat", 8),
                Script.answer("- heat", 9),
                Script.answer("- coal", 1),
                Script.answer("- peat", 2),
                Script.answer("- wood", 3));

        String id = client.start(Client.wish(3, 2));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(router.asked())
                .extracting(Asked::model)
                .containsExactly("model-1", "model-2", "model-3", "model-1", "model-2", "model-3");
        // Text comes in pieces, the first perhaps as a snapshot: that depends on when the viewer was there.
        assertThat(viewer.types().stream()
                        .filter(type -> !List.of("token", "turn.snapshot").contains(type) && !type.startsWith("idea.")))
                .containsExactly(
                        "conversation.started",
                        "round.started",
                        "turn.started",
                        "turn.completed",
                        "turn.started",
                        "turn.completed",
                        "turn.started",
                        "turn.completed",
                        "round.completed",
                        "round.started",
                        "turn.started",
                        "turn.completed",
                        "turn.started",
                        "turn.completed",
                        "turn.started",
                        "turn.completed",
                        "round.completed",
                        "conversation.completed");
        assertThat(viewer.text(2)).isEqualTo("- wind\n- heat");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
        JsonObject conversation = client.conversation(id);
        assertThat(conversation.getString("status")).isEqualTo("completed");
        assertThat(conversation.getString("stop_reason")).isEqualTo("rounds");
        assertThat(conversation.getLong("tokens")).isEqualTo(30);
        assertThat(conversation.getInteger("new_ideas")).isEqualTo(6);
        assertThat(conversation.getInteger("repeated_ideas")).isEqualTo(2);
    }

    @Test
    void every_agent_is_told_the_shared_history_and_the_ideas_so_far() {
        router.next(Script.answer("- wind", 7), Script.answer("- wind\n- heat", 8), Script.answer("- peat", 8));

        String id = client.start(Client.wish(2, 2));
        await().until(() -> client.status(id).equals("completed"));

        List<JsonObject> third = router.asked().get(2).messages();
        assertThat(third)
                .extracting(message -> message.getString("role"))
                .containsExactly("system", "assistant", "user", "assistant", "user", "user");
        assertThat(third.get(0).getString("content"))
                .startsWith("You are discussing: energy in a small town.")
                .endsWith("Role: GENERATOR – propose new ideas, unusual combinations");
        assertThat(third.get(1).getString("content")).isEqualTo("- wind");
        assertThat(third.get(2).getString("content")).isEqualTo(QUESTION);
        assertThat(third.get(5).getString("content"))
                .isEqualTo("Ideas already mentioned:\n- wind\n- heat\nMake sure that every new point is non-repeated."
                        + " After the ideas, end with: 'NEXT: " + QUESTION + "'");
    }

    @Test
    void an_agent_is_asked_as_its_caller_wished_and_the_router_makes_one_try() {
        JsonObject wish = Client.wish(2, 1);
        wish.getJsonArray("machines")
                .getJsonObject(0)
                .put("temperature", 0.3)
                .put("max_tokens", 99)
                .put("think", false)
                .put("node", "attic");

        String id = client.start(wish);
        await().until(() -> client.status(id).equals("completed"));

        Asked first = router.asked().get(0);
        assertThat(first.body().getJsonObject("options"))
                .isEqualTo(new JsonObject()
                        .put("num_predict", 99)
                        .put("num_ctx", 6_000)
                        .put("temperature", 0.3));
        assertThat(first.body().getBoolean("think")).isFalse();
        assertThat(first.body().getBoolean("stream")).isTrue();
        assertThat(first.body().getBoolean("truncate")).isFalse();
        assertThat(first.node()).isEqualTo("attic");
        assertThat(first.silence()).isEqualTo("5");
        assertThat(first.headers()).containsEntry("x-parley-tries", "1");
        assertThat(said(first.headers().get("x-parley-caller")))
                .contains("\"iss\":\"orchestrator\",\"aud\":\"router\"")
                .contains("\"tenant\":\"local\"");
        Asked second = router.asked().get(1);
        assertThat(second.node()).isNull();
        assertThat(second.body().containsKey("think")).isFalse();
    }

    @Test
    void the_history_names_nodes_and_agents_and_holds_ideas_with_their_verdicts() {
        router.next(Script.answer("- wind", 7), Script.answer("- wind", 8));

        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        JsonObject history = client.get("/api/conversations/" + id + "/history").json();
        JsonArray messages = history.getJsonArray("messages");
        assertThat(messages).hasSize(4);
        JsonObject answer = messages.getJsonObject(2);
        assertThat(answer.getString("agent_url")).isEqualTo("node-chosen");
        assertThat(answer.getString("agent")).isEqualTo("critic");
        assertThat(answer.getInteger("round")).isEqualTo(1);
        assertThat(answer.getInteger("turn")).isEqualTo(2);
        assertThat(answer.getInteger("tokens")).isEqualTo(8);
        assertThat(messages.getJsonObject(3).getString("content")).isEqualTo(QUESTION);
        JsonArray ideas = history.getJsonArray("ideas");
        assertThat(ideas.getJsonObject(0).getString("verdict")).isEqualTo("new");
        assertThat(ideas.getJsonObject(1).getString("verdict")).isEqualTo("repeated");
        assertThat(client.get("/api/conversations/" + id + "/ideas").json().getInteger("new_ideas"))
                .isEqualTo(1);
    }

    @Test
    void the_text_export_has_the_lines_of_the_first_systems_log() {
        router.next(Script.answer("- wind", 7), Script.answer("- wind", 8));

        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        Client.Answer export = client.get("/api/conversations/" + id + "/export?format=txt");
        assertThat(export.contentType()).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(export.text()).isEqualTo("""
                        [GENERATOR @ node-chosen :: tokens=7] - wind
                        [INFO] Idei noi adăugate: 1
                        [CRITIC @ node-chosen :: tokens=8] - wind
                        [INFO] Idei noi adăugate: 0
                        """);
    }

    @Test
    void with_compat_v4_everything_is_as_in_the_first_system() {
        router.next(Script.answer("- Vânt PE dealuri", 7));

        String id = client.start(Client.wish(2, 1).put("compat", "v4"));
        await().until(() -> client.status(id).equals("completed"));

        assertThat(registry.claims())
                .extracting(claim -> claim.getString("splitter"))
                .containsOnly("v4");
        List<JsonObject> second = router.asked().get(1).messages();
        assertThat(second.get(0).getString("content"))
                .startsWith(
                        "Discuți despre: energy in a small town.\nRăspunde concis (max 700 tokeni), clar, în română.");
        assertThat(second.get(2).getString("content"))
                .isEqualTo("Ce idei concrete, ne-repetate, poți adăuga mai departe?");
        assertThat(second.get(3).getString("content"))
                .startsWith("Idei deja menționate:\n- vânt pe dealuri\nAsigură-te");
        assertThat(client.conversation(id).getString("language")).isEqualTo("ro");
    }

    @Test
    void each_answer_is_claimed_before_it_is_kept_and_confirmed_after() {
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        await().untilAsserted(() -> assertThat(registry.confirmations())
                .extracting(confirmation -> confirmation.getInteger("turn"))
                .containsExactly(1, 2));
        assertThat(registry.claims().get(0).getString("splitter")).isEqualTo("bullets");
        assertThat(registry.claims().get(0).getInteger("attempt")).isEqualTo(1);
    }

    @Test
    void many_conversations_run_side_by_side() {
        List<String> ids = java.util.stream.Stream.generate(() -> client.start(Client.wish(2, 5)))
                .limit(40)
                .toList();

        await().until(() -> ids.stream().allMatch(id -> client.status(id).equals("completed")));

        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(client.conversation(id).getInteger("turns")).isEqualTo(10));
        assertThat(router.asked()).hasSize(400);
    }

    /** What a signed caller says. */
    private static String said(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
