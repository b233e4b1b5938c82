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
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this service says and hears has the fields of the files that its neighbours test against. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class ContractTest extends Neighbourhood {

    @Test
    void a_wish_of_the_contract_is_taken_and_answered_with_its_conversation() {
        Answer answer = client.post(
                "/api/conversations/start", golden("start-conversation.minimal").put("auto_run", false));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().fieldNames())
                .containsAll(golden("conversation.minimal").fieldNames());
    }

    @Test
    void every_event_has_the_fields_of_its_kind() {
        router.usually(Script.answer("- an idea\nNEXT: more?", 7));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        Map<String, List<JsonObject>> told = viewer.frames().stream()
                .map(Viewer.Frame::data)
                .collect(java.util.stream.Collectors.groupingBy(event -> event.getString("type")));

        assertThat(told.keySet())
                .contains(
                        "conversation.started", "turn.started", "token", "turn.completed", "idea.new", "idea.repeated")
                .contains("round.started", "round.completed", "conversation.completed");
        told.forEach((type, events) -> assertThat(events)
                .allSatisfy(event -> assertThat(event.fieldNames())
                        .isSubsetOf(golden("conversation-event." + type.replace('.', '-'))
                                .fieldNames())
                        .contains("type", "conversation", "timestamp")));
    }

    @Test
    void the_history_holds_messages_and_ideas_of_the_contract() {
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        JsonObject history = client.get("/api/conversations/" + id + "/history").json();

        assertThat(history.fieldNames()).isEqualTo(golden("history.minimal").fieldNames());
        assertThat(first(history, "messages").fieldNames())
                .isSubsetOf(golden("message.full").fieldNames());
        assertThat(first(history, "ideas").fieldNames())
                .isEqualTo(golden("idea.new").fieldNames());
    }

    @Test
    void the_registry_is_told_what_the_contract_says() {
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));
        await().until(() -> registry.confirmations().size() >= 2);

        assertThat(registry.claims())
                .allSatisfy(claim -> assertThat(claim.fieldNames())
                        .isEqualTo(golden("claim-ideas.full").fieldNames()));
        assertThat(registry.confirmations())
                .allSatisfy(confirmation -> assertThat(confirmation.fieldNames())
                        .isEqualTo(golden("confirm-ideas.full").fieldNames()));
    }

    @Test
    void what_a_path_does_not_take_is_refused_in_one_form_with_what_it_takes() {
        Answer method = client.send("PATCH", "/api/conversations/" + UUID.randomUUID() + "/pause", "");
        Answer deleted = client.send("DELETE", "/api/conversations", "");
        Answer body = client.post("/api/conversations/start", new JsonObject(), "Content-Type", "text/plain");
        Answer answer = client.send("GET", "/api/conversations", "", "Accept", "text/html");

        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.headers().firstValue("Allow")).contains("POST");
        assertThat(deleted.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(body.status()).isEqualTo(415);
        assertThat(body.code()).isEqualTo("media-type-not-supported");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("not-acceptable");
        assertThat(List.of(method, deleted, body, answer))
                .extracting(Answer::contentType)
                .containsOnly("application/problem+json");
    }

    private static JsonObject first(JsonObject history, String list) {
        return history.getJsonArray(list).getJsonObject(0);
    }

    private static JsonObject golden(String name) {
        try (InputStream file = ContractTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
