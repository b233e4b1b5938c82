package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Client.Answer;
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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class ImportTest extends Neighbourhood {

    private static final String IMPORT = "/api/conversations/import";

    /** A tenant that has nothing. */
    private static final String NOBODY = "brings-nothing";

    @Test
    void what_was_exported_comes_back_the_same_and_goes_on() {
        JsonObject file = export(told());

        Answer brought = client.post(IMPORT, file, "Idempotency-Key", "bring-1");
        Answer again = client.post(IMPORT, file, "Idempotency-Key", "bring-1");
        String id = brought.json().getString("id");
        await().until(() -> confirmed(id) == 4);

        assertThat(brought.status()).isEqualTo(201);
        assertThat(brought.header("Location")).endsWith(id);
        assertThat(again.json().getString("id")).isEqualTo(id);
        assertThat(comparable(export(id))).isEqualTo(comparable(file));
        assertThat(claims(id)).allMatch(claim -> claim.containsKey("ideas"));
        try (Viewer viewer = client.watch(id, null)) {
            await().until(viewer::ended);
            assertThat(viewer.text(3)).isEqualTo("- water");
            assertThat(viewer.types()).containsOnlyOnce("message.added", "conversation.completed");
            assertThat(viewer.ids()).doesNotHaveDuplicates();
        }
        router.usually(Script.answer("- sun\n- earth", 1));
        client.post("/api/conversations/" + id + "/continue", new JsonObject().put("rounds", 1));
        await().until(() -> client.status(id).equals("completed"));
        JsonObject after = client.conversation(id);
        assertThat(after.getInteger("rounds")).isEqualTo(3);
        assertThat(after.getInteger("new_ideas"))
                .as("of what was said again only earth is new, once")
                .isEqualTo(file.getJsonObject("conversation").getInteger("new_ideas") + 1);
    }

    @Test
    void what_was_brought_back_can_be_forked_and_brought_back_again() {
        JsonObject file = export(told());
        String id = client.post(IMPORT, file).json().getString("id");

        Answer fork = client.post("/api/conversations/" + id + "/fork", new JsonObject().put("turn", 2));
        Answer second = client.post(IMPORT, export(id));

        assertThat(fork.json().getInteger("turns")).isEqualTo(2);
        assertThat(second.status()).isEqualTo(201);
        assertThat(comparable(export(second.json().getString("id")))).isEqualTo(comparable(file));
    }

    @Test
    void an_answer_that_was_cut_off_is_gone_on_with_elsewhere() {
        router.next(Script.answer("- wind", 1), Script.held(List.of("one "), new CompletableFuture<>(), List.of(), 1));
        String source = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(source, null);
        await().until(() -> viewer.text(2).equals("one "));
        client.post("/api/conversations/" + source + "/pause", null);
        await().until(() -> client.status(source).equals("paused"));
        viewer.close();

        String id = client.post(IMPORT, export(source)).json().getString("id");
        router.next(Script.answer("two", 1));
        client.post("/api/conversations/" + id + "/resume", null);
        await().until(() -> client.status(id).equals("completed"));

        JsonArray messages = export(id).getJsonArray("messages");
        assertThat(messages.getJsonObject(2).getString("content")).isEqualTo("one two");
        assertThat(messages.size()).isEqualTo(4);
        assertThat(client.conversation(id).getInteger("rounds")).isEqualTo(1);
    }

    @Test
    void a_registry_that_is_away_hears_of_it_later() {
        JsonObject file = export(told());
        registry.away(true);

        String id = client.post(IMPORT, file).json().getString("id");
        JsonObject meanwhile = export(id);
        registry.away(false);

        assertThat(comparable(meanwhile)).isEqualTo(comparable(file));
        await().until(() -> confirmed(id) == 4);
    }

    @Test
    void what_is_wrong_is_named_and_nothing_is_kept() {
        JsonObject file = export(told());

        assertThat(refused(file.copy().put("version", 2).put("stories", 1))).isEqualTo("invalid-field version");
        assertThat(refused(file.copy().put("stories", 1))).isEqualTo("unknown-field stories");
        assertThat(refused(new JsonObject())).isEqualTo("invalid-field start");
        assertThat(refused(changed(file, "messages", 0, "turn", 40))).isEqualTo("invalid-field messages[0].turn");
        assertThat(refused(changed(file, "messages", 2, "turn", 1))).isEqualTo("invalid-field messages[2].turn");
        assertThat(refused(changed(file, "messages", 3, "role", "system"))).isEqualTo("invalid-field messages[3].role");
        assertThat(refused(changed(file, "messages", 3, "content", "a\0b")))
                .isEqualTo("invalid-field messages[3].content");
        assertThat(refused(changed(file, "messages", 1, "content", "x".repeat(8_001))))
                .isEqualTo("invalid-field messages[1].content");
        assertThat(refused(changed(file, "messages", 0, "created_at", "9999-01-01T00:00:00Z")))
                .isEqualTo("invalid-field messages[0].created_at");
        assertThat(refused(changed(file, "messages", 0, "tokens", -1))).isEqualTo("invalid-field messages[0].tokens");
        assertThat(refused(changed(file, "ideas", 0, "turn", 9))).isEqualTo("invalid-field ideas[0].turn");
        assertThat(refused(changed(file, "ideas", 0, "ordinal", 2))).isEqualTo("invalid-field ideas[0].ordinal");
        assertThat(refused(file.copy().put("messages", many(file)))).isEqualTo("invalid-field messages");
        JsonObject alone = file.copy();
        alone.getJsonObject("start").getJsonArray("machines").remove(1);
        assertThat(refused(alone)).isEqualTo("invalid-field start.machines");
        router.refuse("10.0.0.1:1", "address-not-allowed");
        JsonObject elsewhere = file.copy();
        elsewhere
                .getJsonObject("start")
                .getJsonArray("machines")
                .getJsonObject(1)
                .put("url", "10.0.0.1:1");
        assertThat(refused(elsewhere)).isEqualTo("address-not-allowed start.machines[1].url");
        assertThat(client.of(NOBODY).get("/api/conversations").json().getJsonArray("conversations"))
                .isEmpty();
    }

    /** Two rounds of two, in which a person joined in and changed a word. */
    private String told() {
        router.next(
                Script.answer("- wind", 1),
                Script.answer("- sun", 2),
                Script.answer("- water", 3),
                Script.answer("- sun\n- fire", 4));
        JsonObject wish = Client.wish(2, 2).put("ideas_in_prompt", "digest").put("auto_run", false);
        wish.getJsonArray("machines")
                .getJsonObject(1)
                .put("role", "custom")
                .put("system", "speak as the treasurer")
                .put("temperature", 0.5);
        String id = client.start(wish);
        client.post("/api/conversations/" + id + "/round", null);
        client.post("/api/conversations/" + id + "/messages", new JsonObject().put("content", "mind the school"));
        client.post("/api/conversations/" + id + "/resume", null);
        await().until(() -> client.status(id).equals("completed"));
        String first = export(id).getJsonArray("messages").getJsonObject(0).getString("id");
        client.send(
                "PATCH",
                "/api/conversations/" + id + "/messages/" + first,
                new JsonObject().put("content", "- wind, and much of it").encode());
        return id;
    }

    private JsonObject export(String id) {
        Answer answer = client.get("/api/conversations/" + id + "/export?format=json");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    /** Without ids, and without what only time tells. */
    private static JsonObject comparable(JsonObject file) {
        JsonObject same = file.copy();
        List.of("id", "created_at", "updated_at", "forecast").forEach(same.getJsonObject("conversation")::remove);
        same.getJsonArray("messages").forEach(message -> ((JsonObject) message).remove("id"));
        return same;
    }

    private static JsonObject changed(JsonObject file, String list, int index, String field, Object value) {
        JsonObject other = file.copy();
        other.getJsonArray(list).getJsonObject(index).put(field, value);
        return other;
    }

    private static JsonArray many(JsonObject file) {
        JsonObject one = file.getJsonArray("messages").getJsonObject(0);
        return new JsonArray(IntStream.range(0, 5_001).mapToObj(i -> one).toList());
    }

    private String refused(JsonObject file) {
        Answer answer = client.of(NOBODY).post(IMPORT, file, "Idempotency-Key", "wrong-" + UUID.randomUUID());
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        return answer.code() + " " + answer.json().getString("field");
    }

    private List<JsonObject> claims(String id) {
        return registry.claims().stream()
                .filter(claim -> claim.getString("conversation").equals(id))
                .toList();
    }

    /** How many turns: a confirmation may be repeated. */
    private long confirmed(String id) {
        return registry.confirmations().stream()
                .filter(confirmation -> confirmation.getString("conversation").equals(id))
                .map(confirmation -> confirmation.getInteger("turn"))
                .distinct()
                .count();
    }
}
