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
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class InterventionsOverHttpTest extends Neighbourhood {

    @Inject
    Pool pool;

    @Test
    void an_answer_that_was_cut_off_is_gone_on_with_and_its_viewers_miss_nothing() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        router.next(Script.held(List.of("one "), never, List.of(), 1), Script.answer("two", 1));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(1).equals("one "));
        client.post(path(id, "pause"), null);
        await().until(() -> client.status(id).equals("paused"));

        client.post(path(id, "resume"), null);
        await().until(viewer::ended);

        Asked again = router.asked().get(1);
        JsonObject prefix = again.messages().get(again.messages().size() - 1);
        assertThat(prefix.getString("role")).isEqualTo("assistant");
        assertThat(prefix.getString("content")).isEqualTo("one ");
        assertThat(viewer.text(1)).isEqualTo("one two");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
        List<JsonObject> messages = history(id);
        assertThat(messages.get(0).getString("content")).isEqualTo("one two");
        assertThat(messages).noneMatch(message -> message.containsKey("partial"));
    }

    @Test
    void an_answer_whose_model_would_not_go_on_with_it_is_made_anew() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        router.continuesAnswers(false);
        router.next(Script.held(List.of("one "), never, List.of(), 1), Script.answer("two", 1));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(1).equals("one "));
        client.post(path(id, "pause"), null);
        await().until(() -> client.status(id).equals("paused"));

        client.post(path(id, "resume"), null);
        await().until(viewer::ended);

        List<JsonObject> asked = router.asked().get(1).messages();
        assertThat(asked.get(asked.size() - 1).getString("role")).isEqualTo("user");
        assertThat(viewer.text(1)).isEqualTo("two");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
    }

    @Test
    void an_abort_ends_it_while_an_agent_speaks_and_may_be_repeated() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        router.next(Script.held(List.of("one "), never, List.of(), 1));
        String id = client.start(Client.wish(2, 0));
        await().until(() -> router.asked().size() == 1);

        client.post(path(id, "abort"), null);
        await().until(() -> client.status(id).equals("completed"));
        Client.Answer again = client.post(path(id, "abort"), null);

        assertThat(again.json().getString("stop_reason")).isEqualTo("aborted");
        await().until(() -> router.left() == 1);
    }

    @Test
    void what_a_person_says_while_an_agent_speaks_is_read_by_the_next_one() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("one "), gate, List.of("two"), 1));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(1).equals("one "));

        JsonObject said = new JsonObject().put("content", "mind the school");
        Client.Answer waits = client.post(path(id, "messages"), said, "Idempotency-Key", "m-1");
        Client.Answer again = client.post(path(id, "messages"), said, "Idempotency-Key", "m-1");
        gate.complete(null);
        await().until(viewer::ended);
        Client.Answer later = client.post(path(id, "messages"), said, "Idempotency-Key", "m-1");
        Client.Answer other =
                client.post(path(id, "messages"), new JsonObject().put("content", "x"), "Idempotency-Key", "m-1");

        assertThat(waits.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(later.status()).isEqualTo(201);
        assertThat(other.code()).isEqualTo("idempotency-conflict");
        assertThat(contents(router.asked().get(1))).contains("mind the school");
        assertThat(viewer.types()).containsOnlyOnce("message.added");
        assertThat(viewer.text(1)).isEqualTo("one two");
        assertThat(history(id).stream()
                        .filter(message -> message.getString("content").equals("mind the school")))
                .hasSize(1);
    }

    @Test
    void a_message_can_be_edited_and_agents_read_the_new_words() {
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));
        String message = history(id).get(0).getString("id");

        JsonObject words = new JsonObject().put("content", "other words");
        Client.Answer edited = client.send("PATCH", path(id, "messages/" + message), words.encode());
        Client.Answer again = client.send("PATCH", path(id, "messages/" + message), words.encode());
        Client.Answer unknown = client.send("PATCH", path(id, "messages/999.0"), words.encode());
        Client.Answer empty = client.send("PATCH", path(id, "messages/" + message), "{\"content\":\" \"}");
        client.post(path(id, "continue"), new JsonObject().put("rounds", 1));
        await().until(() -> router.asked().size() == 4);

        assertThat(edited.json().getString("content")).isEqualTo("other words");
        assertThat(again.status()).isEqualTo(200);
        assertThat(unknown.code()).isEqualTo("message-unknown");
        assertThat(empty.code()).isEqualTo("invalid-field");
        assertThat(contents(router.asked().get(2))).contains("other words");
        assertThat(history(id).get(0).containsKey("edited_at")).isTrue();
        try (Viewer viewer = client.watch(id, null)) {
            await().until(() -> viewer.types().contains("message.edited"));
            assertThat(viewer.types().stream().filter("message.edited"::equals)).hasSize(1);
            assertThat(viewer.text(1)).as("what was said stays said").startsWith("- an idea");
        }
    }

    @Test
    void a_fork_has_the_same_past_and_another_future() {
        router.next(Script.answer("- wind", 1), Script.answer("- sun", 1), Script.answer("- water", 1));
        String id = client.start(Client.wish(2, 2));
        await().until(() -> client.status(id).equals("completed"));
        router.usually(Script.answer("- sun\n- earth", 1));

        JsonObject wish = new JsonObject()
                .put("turn", 3)
                .put("changes", new JsonObject().put("subject", "heating").put("num_rounds", 3));
        Client.Answer forked = client.post(path(id, "fork"), wish, "Idempotency-Key", "f-1-" + id);
        Client.Answer again = client.post(path(id, "fork"), wish, "Idempotency-Key", "f-1-" + id);
        String fork = forked.json().getString("id");
        await().until(() -> client.status(fork).equals("completed"));
        Viewer viewer = client.watch(fork, null);
        await().until(viewer::ended);

        assertThat(forked.status()).isEqualTo(201);
        assertThat(again.json().getString("id")).isEqualTo(fork);
        assertThat(forked.json().getJsonObject("forked_from").getInteger("turn"))
                .isEqualTo(3);
        assertThat(history(fork).stream()
                        .filter(message -> message.getString("role").equals("assistant"))
                        .map(message -> message.getString("content").split("\n")[0]))
                .containsExactly("- wind", "- sun", "- water", "- sun", "- sun", "- sun");
        assertThat(viewer.types()).containsOnlyOnce("conversation.forked");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
        assertThat(viewer.text(3)).isEqualTo("- water");
        JsonObject view = client.conversation(fork);
        assertThat(view.getString("subject")).isEqualTo("heating");
        assertThat(view.getInteger("rounds")).isEqualTo(3);
        assertThat(view.getInteger("turns")).isEqualTo(6);
        assertThat(client.conversation(id).getInteger("turns")).isEqualTo(4);
        assertThat(client.post(path(id, "fork"), new JsonObject().put("turn", 99))
                        .code())
                .isEqualTo("invalid-field");
        await().until(() -> registry.claims().stream()
                        .filter(claim -> claim.getString("conversation").equals(fork))
                        .count()
                == 6);
    }

    @Test
    void what_is_deleted_stops_and_is_gone_but_what_it_cost_stays_known() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        router.next(Script.answer("whole", 3), Script.held(List.of("one "), never, List.of(), 1));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(2).equals("one "));

        Client.Answer deleted = client.send("DELETE", "/api/conversations/" + id, "");

        assertThat(deleted.status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(5)).until(() -> router.left() == 1);
        await().until(viewer::ended);
        assertThat(client.get("/api/conversations/" + id).code()).isEqualTo("conversation-unknown");
        assertThat(client.send("DELETE", "/api/conversations/" + id, "").status())
                .isEqualTo(404);
        assertThat(rows("event", id) + rows("message", id)).isZero();
        assertThat(rows("usage", id)).isEqualTo(1);
    }

    @Test
    void another_tenants_conversation_cannot_be_touched() {
        String id = client.start(Client.wish(2, 1).put("auto_run", false));
        Client stranger = client.of("stranger");
        String words = new JsonObject().put("content", "x").encode();

        assertThat(stranger.send("POST", path(id, "messages"), words).status()).isEqualTo(404);
        assertThat(stranger.send("PATCH", path(id, "messages/1.0"), words).status())
                .isEqualTo(404);
        assertThat(stranger.post(path(id, "fork"), new JsonObject()).status()).isEqualTo(404);
        assertThat(stranger.post(path(id, "abort"), null).status()).isEqualTo(404);
        assertThat(stranger.send("DELETE", "/api/conversations/" + id, "").status())
                .isEqualTo(404);
        assertThat(client.status(id)).isEqualTo("paused");
    }

    @Test
    void what_an_agent_is_given_reaches_its_node_and_a_budget_bounds_it() {
        JsonObject wish = Client.wish(2, 1).put("budget", new JsonObject().put("tokens", 50));
        wish.getJsonArray("machines")
                .getJsonObject(0)
                .put("temperature", 0.25)
                .put("think", true)
                .put("node", "attic")
                .put("max_tokens", 40)
                .put("system", "speak as the treasurer");
        router.next(Script.answer("- one", 20));
        String id = client.start(wish);
        await().until(() -> client.status(id).equals("completed"));

        Asked first = router.asked().get(0);
        Asked second = router.asked().get(1);
        assertThat(first.node()).isEqualTo("attic");
        assertThat(first.silence()).isEqualTo("5");
        assertThat(first.body().getBoolean("think")).isTrue();
        assertThat(first.body().getJsonObject("options").getDouble("temperature"))
                .isEqualTo(0.25);
        assertThat(first.body().getJsonObject("options").getInteger("num_predict"))
                .isEqualTo(40);
        assertThat(contents(first).get(0)).contains("speak as the treasurer");
        assertThat(second.body().getJsonObject("options").getInteger("num_predict"))
                .isEqualTo(30);
        assertThat(client.conversation(id)
                        .getJsonObject("budget")
                        .getJsonObject("left")
                        .getLong("tokens"))
                .isEqualTo(23);
    }

    @Test
    void a_cost_budget_needs_a_price_of_every_agents_model() {
        JsonObject wish = Client.wish(2, 1).put("budget", new JsonObject().put("cost", 0.01));

        Client.Answer without = client.post("/api/conversations/start", wish);

        assertThat(without.code()).isEqualTo("invalid-field");
        assertThat(without.json().getString("field")).isEqualTo("budget.cost");
    }

    @Test
    void a_turn_takes_six_rows_at_most() {
        String id = client.start(Client.wish(2, 4));
        await().until(() -> client.status(id).equals("completed"));

        long all = rows("event", id) + rows("message", id) + rows("usage", id);

        assertThat(all)
                .as("with the lines of its start, its end and its rounds")
                .isLessThanOrEqualTo(6 * 8);
    }

    @Test
    void a_question_between_answers_can_be_edited_like_any_message() {
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));
        JsonObject question = history(id).get(1);
        List<JsonObject> before = history(id);

        String message = path(id, "messages/" + question.getString("id"));
        int status = client.send("PATCH", message, "{\"content\": \"Why?\"}").status();

        assertThat(status).isEqualTo(200);
        List<JsonObject> after = history(id);
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.get(1).getString("content")).isEqualTo("Why?");
        assertThat(after.get(1).getString("id")).isEqualTo(question.getString("id"));
        assertThat(after.get(1).getString("role")).isEqualTo("user");
        assertThat(after.get(0)).isEqualTo(before.get(0));
        assertThat(after.get(2)).isEqualTo(before.get(2));
    }

    private long rows(String table, String id) {
        return pool.withTransaction(connection -> connection
                        .query("set local parley.tenant = '*'")
                        .execute()
                        .chain(() -> connection
                                .preparedQuery(
                                        "select count(*) as n from conversations." + table + " where conversation = $1")
                                .execute(Tuple.of(UUID.fromString(id)))))
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong("n");
    }

    private List<JsonObject> history(String id) {
        JsonArray messages = client.get(path(id, "history")).json().getJsonArray("messages");
        return messages.stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> contents(Asked asked) {
        return asked.messages().stream()
                .map(message -> message.getString("content"))
                .toList();
    }

    private static String path(String id, String what) {
        return "/api/conversations/" + id + "/" + what;
    }
}
