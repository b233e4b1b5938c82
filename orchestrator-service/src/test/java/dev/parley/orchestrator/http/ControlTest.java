package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.FakeRouter;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.orchestrator.fake.Viewer;
import dev.parley.protocol.caller.Scope;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class ControlTest extends Neighbourhood {

    @Test
    void a_pause_in_mid_turn_cuts_it_off_and_it_goes_on_where_it_was() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("one "), gate, List.of("two"), 2));
        String id = client.start(Client.wish(2, 1));
        awaitText(id, "one ");

        Client.Answer paused = client.post(path(id, "pause"), null);
        await().until(() -> client.status(id).equals("paused"));
        JsonObject half =
                client.get(path(id, "history")).json().getJsonArray("messages").getJsonObject(0);
        Client.Answer resumed = client.post(path(id, "resume"), null);
        await().until(() -> client.status(id).equals("completed"));

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.json().getString("status")).isEqualTo("active");
        assertThat(half.getString("content")).isEqualTo("one ");
        assertThat(half.getBoolean("partial")).isTrue();
        assertThat(resumed.json().getString("status")).isEqualTo("active");
        assertThat(router.left()).as("the node was told to stop").isEqualTo(1);
        assertThat(router.asked()).extracting(asked -> asked.model()).containsExactly("model-1", "model-1", "model-2");
    }

    @Test
    void what_a_key_pays_for_waits_when_the_key_has_ended_and_whoever_lets_it_go_on_pays() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("one "), gate, List.of("two"), 2));
        Client gone = client.with("gone", Scope.CONVERSATIONS);
        Client other = client.with("other", Scope.CONVERSATIONS);
        String speaking = gone.start(Client.wish(2, 1));
        awaitText(speaking, "one ");
        String between = gone.start(Client.wish(2, 3).put("pause_seconds", 3600));
        String others = other.start(Client.wish(2, 3).put("pause_seconds", 3600));
        await().until(() -> client.conversation(between).getInteger("rounds") == 1);
        String paying =
                client.with("an-admin", Scope.ADMIN).get("/internal/payers").text();

        Client.Answer told = gone.post("/internal/payers/withheld/key-revoked", null);
        Client.Answer again = gone.post("/internal/payers/withheld/key-revoked", null);

        assertThat(paying).contains("\"key\":\"gone\"").contains("\"key\":\"other\"");
        assertThat(other.get("/internal/payers").code()).isEqualTo("scope-missing");
        assertThat(told.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(204);
        assertThat(client.status(between)).isEqualTo("paused");
        await().until(() -> client.status(speaking).equals("paused"));
        assertThat(client.status(others)).isEqualTo("active");
        try (Viewer viewer = client.watch(speaking, null)) {
            await().until(() -> viewer.types().contains("conversation.paused"));
            assertThat(viewer.frames().get(viewer.frames().size() - 1).data().getString("by"))
                    .isEqualTo("key-revoked");
        }
        other.post(path(speaking, "resume"), null);
        await().until(() -> client.status(speaking).equals("completed"));
        assertThat(payers(speaking)).containsExactly("gone", "other", "other");
        List.of(between, others).forEach(id -> client.post(path(id, "stop"), null));
    }

    @Test
    void only_reasons_that_there_are_can_be_given_for_paying_no_longer() {
        assertThat(client.post("/internal/payers/withheld/because", null).status())
                .isEqualTo(404);
    }

    /** On whose behalf a conversation's turns were asked for, in their order. */
    private List<String> payers(String id) {
        return router.asked().stream()
                .map(FakeRouter.Asked::headers)
                .filter(headers -> id.equals(headers.get("x-parley-conversation")))
                .map(headers -> headers.get("x-parley-caller").split("\\.", -1)[1])
                .map(claims ->
                        new JsonObject(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8)))
                .map(claims -> claims.getString("sub"))
                .toList();
    }

    @Test
    void a_pause_between_rounds_takes_effect_at_once_and_is_told() {
        String id = client.start(Client.wish(2, 3).put("pause_seconds", 3600));
        await().until(() -> client.conversation(id).getInteger("rounds") == 1);

        Client.Answer paused = client.post(path(id, "pause"), null);
        Client.Answer again = client.post(path(id, "pause"), null);

        assertThat(paused.json().getString("status")).isEqualTo("paused");
        assertThat(again.json().getString("status")).isEqualTo("paused");
        try (Viewer viewer = client.watch(id, null)) {
            await().until(() -> viewer.types().contains("conversation.paused"));
            assertThat(viewer.types().stream().filter("conversation.paused"::equals))
                    .hasSize(1);
            assertThat(viewer.frames().get(viewer.frames().size() - 1).data().getString("by"))
                    .isEqualTo("user");
        }
    }

    @Test
    void a_resume_during_the_pause_between_rounds_begins_the_next_round_at_once() {
        String id = client.start(Client.wish(2, 2).put("pause_seconds", 3600));
        await().until(() -> client.conversation(id).getInteger("rounds") == 1);

        client.post(path(id, "pause"), null);
        client.post(path(id, "resume"), null);

        await().until(() -> client.status(id).equals("completed"));
    }

    @Test
    void stop_ends_after_the_turn_and_may_be_repeated() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("one "), gate, List.of("two"), 2));
        String id = client.start(Client.wish(2, 0));
        awaitText(id, "one ");

        client.post(path(id, "stop"), null);
        gate.complete(null);
        await().until(() -> client.status(id).equals("completed"));
        Client.Answer again = client.post(path(id, "stop"), null);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getString("stop_reason")).isEqualTo("stopped");
        assertThat(again.json().getInteger("turns")).isEqualTo(1);
        assertThat(client.post(path(id, "pause"), null).code()).isEqualTo("conversation-ended");
        assertThat(client.post(path(id, "resume"), null).status()).isEqualTo(409);
    }

    @Test
    void what_has_ended_can_be_continued_for_some_rounds() {
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        Client.Answer more = client.post(path(id, "continue"), new JsonObject().put("rounds", 2));
        await().until(() -> client.conversation(id).getInteger("rounds") == 3);
        await().until(() -> client.status(id).equals("completed"));

        assertThat(more.status()).isEqualTo(200);
        assertThat(more.json().getInteger("num_rounds")).isEqualTo(3);
        assertThat(client.post(path(id, "continue"), new JsonObject().put("rounds", 0))
                        .code())
                .isEqualTo("invalid-field");
    }

    @Test
    void a_conversation_that_does_not_run_by_itself_waits_for_each_round() {
        String id = client.start(Client.wish(2, 2).put("auto_run", false));
        String created = client.status(id);
        router.next(Script.answer("- wind", 1), Script.answer("- wind\n- sun", 1));

        Client.Answer first = client.post(path(id, "round"), null);
        await().until(() -> client.status(id).equals("paused"));
        Client.Answer second = client.post(path(id, "round"), null);
        await().until(() -> client.status(id).equals("completed"));
        Client.Answer extra = client.post(path(id, "round"), null);

        assertThat(created).isEqualTo("paused");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().getInteger("round")).isEqualTo(1);
        assertThat(first.json().getInteger("new_ideas_count")).isEqualTo(2);
        assertThat(first.json().getJsonArray("messages")).hasSize(4);
        assertThat(second.json().getInteger("round")).isEqualTo(2);
        assertThat(extra.json().getInteger("round")).isEqualTo(3);
        await().until(() -> client.status(id).equals("completed"));
    }

    @Test
    void a_round_can_be_asked_for_without_waiting_and_not_while_it_runs() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("one "), gate, List.of("two"), 2));
        String id = client.start(Client.wish(2, 2).put("auto_run", false));

        Client.Answer begun = client.send("POST", path(id, "round"), "", "Prefer", "respond-async");
        Client.Answer busy = client.post(path(id, "round"), null);
        Client.Answer more = client.post(path(id, "continue"), new JsonObject());
        gate.complete(null);
        await().until(() -> client.status(id).equals("paused"));

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().getString("status")).isEqualTo("active");
        assertThat(busy.status()).isEqualTo(409);
        assertThat(busy.code()).isEqualTo("conversation-busy");
        assertThat(more.code()).isEqualTo("conversation-busy");
        assertThat(client.conversation(id).getInteger("rounds")).isEqualTo(1);
    }

    @Test
    void a_preference_of_another_name_is_not_taken_for_it() {
        String id = client.start(Client.wish(2, 2).put("auto_run", false));

        Client.Answer waited = client.send("POST", path(id, "round"), "", "Prefer", "no-respond-async, wait=10");
        await().until(() -> client.status(id).equals("paused"));
        Client.Answer begun = client.send("POST", path(id, "round"), "", "Prefer", "wait=10, Respond-Async; x=1");

        assertThat(waited.status()).isEqualTo(200);
        assertThat(begun.status()).isEqualTo(202);
    }

    @Test
    void a_stop_does_not_wait_for_a_node_with_room() {
        router.usually(Script.refused(503, "all-nodes-busy", "60"));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> router.asked().size() == 1);

        client.post(path(id, "stop"), null);

        await().atMost(Duration.ofSeconds(4)).until(() -> client.status(id).equals("completed"));
        assertThat(client.conversation(id).getString("stop_reason")).isEqualTo("stopped");
        assertThat(router.asked()).hasSize(1);
    }

    @Test
    void a_stop_does_not_wait_for_the_first_word() {
        router.next(Script.thinkingAloud("hm", new CompletableFuture<>(), "never said"));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> router.asked().size() == 1);

        client.post(path(id, "stop"), null);

        await().atMost(Duration.ofSeconds(4)).until(() -> client.status(id).equals("completed"));
        await().until(() -> router.left() == 1);
    }

    @Test
    void a_round_in_which_nobody_answers_is_answered_with_the_reason() {
        String id = client.start(Client.wish(2, 2).put("auto_run", false));
        router.usually(Script.refused(504, "node-silent", null));

        Client.Answer round = client.post(path(id, "round"), null);

        assertThat(round.status()).isEqualTo(504);
        assertThat(round.code()).isEqualTo("node-silent");
    }

    @Test
    void the_same_request_with_the_same_key_starts_one_conversation() {
        JsonObject wish = Client.wish(2, 1);

        Client.Answer first = client.post("/api/conversations/start", wish, "Idempotency-Key", "k-1");
        Client.Answer again = client.post("/api/conversations/start", wish, "Idempotency-Key", "k-1");
        Client.Answer other = client.post("/api/conversations/start", Client.wish(3, 1), "Idempotency-Key", "k-1");
        Client.Answer stranger = client.of("other").post("/api/conversations/start", wish, "Idempotency-Key", "k-1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().getString("id")).isEqualTo(first.json().getString("id"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("idempotency-conflict");
        assertThat(stranger.json().getString("id")).isNotEqualTo(first.json().getString("id"));
    }

    @Test
    void the_list_is_paged_newest_first_and_by_status() {
        Client tenant = client.of("pages");
        List<String> ids = java.util.stream.Stream.generate(
                        () -> tenant.start(Client.wish(2, 1).put("auto_run", false)))
                .limit(3)
                .toList();

        JsonObject first =
                tenant.get("/api/conversations?limit=2&status=paused").json();
        JsonObject second = tenant.get("/api/conversations?limit=2&cursor=" + first.getString("next"))
                .json();

        assertThat(ids(first)).containsExactly(ids.get(2), ids.get(1));
        assertThat(ids(second)).containsExactly(ids.get(0));
        assertThat(second.getString("next")).isNull();
        assertThat(ids(tenant.get("/api/conversations?status=completed").json()))
                .isEmpty();
        assertThat(client.get("/api/conversations?limit=0").code()).isEqualTo("invalid-parameter");
        assertThat(client.get("/api/conversations?limit=x").code()).isEqualTo("invalid-parameter");
        assertThat(client.get("/api/conversations?cursor=x").code()).isEqualTo("invalid-parameter");
        for (String time : List.of("+1000000000-01-01T00:00:00Z", "-999999-01-01T00:00:00Z")) {
            String cursor = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((time + "|" + ids.get(0)).getBytes(StandardCharsets.UTF_8));
            assertThat(client.get("/api/conversations?cursor=" + cursor).code())
                    .as(time)
                    .isEqualTo("invalid-parameter");
        }
        assertThat(client.get("/api/conversations?status=x").code()).isEqualTo("invalid-parameter");
    }

    @Test
    void nobody_sees_another_tenants_conversation() {
        String id = client.start(Client.wish(2, 1).put("auto_run", false));
        Client stranger = client.of("stranger");

        assertThat(stranger.get("/api/conversations/" + id).code()).isEqualTo("conversation-unknown");
        assertThat(stranger.get(path(id, "history")).status()).isEqualTo(404);
        assertThat(stranger.get(path(id, "ideas")).status()).isEqualTo(404);
        assertThat(stranger.get(path(id, "events")).status()).isEqualTo(404);
        assertThat(stranger.get(path(id, "export")).status()).isEqualTo(404);
        assertThat(stranger.post(path(id, "stop"), null).status()).isEqualTo(404);
        assertThat(stranger.post(path(id, "round"), null).status()).isEqualTo(404);
        assertThat(client.status(id)).isEqualTo("paused");
    }

    @Test
    void what_cannot_be_started_is_answered_with_a_code_and_starts_nothing() {
        Client tenant = client.of("mistakes");
        router.refuse("192.0.2.9:11434", "address-not-allowed");
        router.refuse("nowhere", "node-unknown");
        router.refuse("no-such-model", "model-unknown");
        router.refuse("too-dear", "model-not-allowed");

        assertRefused(tenant, "{\"machines\":[{},{}]}", 422, "invalid-field", "subject");
        assertRefused(tenant, "{\"subject\":\"s\",\"machines\":[{}]}", 422, "invalid-field", "machines");
        assertRefused(tenant, machine("\"role\":\"poet\""), 400, "malformed-body", "machines[1].role");
        assertRefused(tenant, machine("\"ip\":\"192.0.2.7\",\"port\":99999"), 422, "invalid-field", "machines[1].port");
        assertRefused(tenant, machine("\"max_tokens\":\"many\""), 400, "malformed-body", "machines[1].max_tokens");
        assertRefused(tenant, machine("\"max_tokens\":0"), 422, "invalid-field", "machines[1].max_tokens");
        assertRefused(tenant, machine("\"ip\":\"192.0.2.9\""), 422, "address-not-allowed", "machines[1].ip");
        assertRefused(tenant, machine("\"node\":\"nowhere\""), 422, "node-unknown", "machines[1].node");
        assertRefused(tenant, machine("\"model\":\"no-such-model\""), 404, "model-unknown", "machines[1].model");
        assertRefused(tenant, machine("\"model\":\"too-dear\""), 403, "model-not-allowed", "machines[1].model");
        assertRefused(tenant, "{\"subject\":42}", 400, "malformed-body", "subject");
        assertRefused(tenant, machine("\"max_tokens\":\"7\""), 400, "malformed-body", "machines[1].max_tokens");
        assertRefused(tenant, machine("\"max_tokens\":2.9"), 400, "malformed-body", "machines[1].max_tokens");
        assertRefused(tenant, machine("\"max_tokens\":\"\""), 400, "malformed-body", "machines[1].max_tokens");
        assertRefused(tenant, machine("\"role\":1"), 400, "malformed-body", "machines[1].role");
        assertRefused(tenant, "{\"subject\":[1]}", 400, "malformed-body", "subject");
        assertRefused(tenant, "not json", 400, "malformed-body", null);
        assertRefused(tenant, "", 400, "malformed-body", null);

        assertThat(ids(tenant.get("/api/conversations").json())).isEmpty();
    }

    @Test
    void unknown_fields_are_ignored_as_the_first_systems_clients_expect() {
        Client.Answer started = client.post(
                "/api/conversations/start",
                Client.wish(2, 1).put("colour", "blue").put("auto_run", false));

        assertThat(started.status()).isEqualTo(201);
    }

    @Test
    void an_unknown_conversation_is_not_there_under_any_path() {
        for (String id : List.of("00000000-0000-4000-8000-000000000000", "1", "nonsense")) {
            assertThat(client.get("/api/conversations/" + id).code()).isEqualTo("conversation-unknown");
            assertThat(client.get(path(id, "history")).code()).isEqualTo("conversation-unknown");
            assertThat(client.get(path(id, "events")).code()).isEqualTo("conversation-unknown");
            assertThat(client.post(path(id, "pause"), null).code()).isEqualTo("conversation-unknown");
        }
    }

    @Test
    void without_the_edges_secret_nothing_is_answered() throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(client.base() + "/api/conversations"))
                .build();

        var response = java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
    }

    /** Its first turn has said this. */
    private void awaitText(String id, String text) {
        try (Viewer viewer = client.watch(id, null)) {
            await().until(() -> viewer.text(1).equals(text));
        }
    }

    private static void assertRefused(Client client, String body, int status, String code, String field) {
        Client.Answer answer = client.send("POST", "/api/conversations/start", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.json().getString("field")).as(answer.text()).isEqualTo(field);
    }

    private static String machine(String fields) {
        return "{\"subject\":\"s\",\"machines\":[{},{" + fields + "}]}";
    }

    private static List<String> ids(JsonObject page) {
        JsonArray conversations = page.getJsonArray("conversations");
        return conversations.stream()
                .map(conversation -> ((JsonObject) conversation).getString("id"))
                .toList();
    }

    private static String path(String id, String what) {
        return "/api/conversations/" + id + "/" + what;
    }
}
