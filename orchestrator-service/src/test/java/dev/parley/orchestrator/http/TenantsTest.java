package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Client.Answer;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class TenantsTest extends Neighbourhood {

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /history",
        "GET, /ideas",
        "GET, /events",
        "GET, /events?last_event_id=1.0",
        "GET, /export?format=json",
        "GET, /export?format=txt",
        "GET, /export?format=md",
        "GET, /export?format=pdf",
        "POST, /round",
        "POST, /pause",
        "POST, /resume",
        "POST, /stop",
        "POST, /continue"
    })
    void a_conversation_of_others_is_as_unknown_as_one_that_never_was(String method, String operation) {
        String theirs = client.of("other").start(Client.wish(2, 1));
        await().until(() -> client.of("other").status(theirs).equals("completed"));
        String nobodys = UUID.randomUUID().toString();

        Answer foreign = client.send(method, "/api/conversations/" + theirs + operation, "");
        Answer unknown = client.send(method, "/api/conversations/" + nobodys + operation, "");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.code()).isEqualTo("conversation-unknown");
        assertThat(foreign.contentType()).isEqualTo(unknown.contentType());
        assertThat(foreign.text().replace(theirs, "id"))
                .isEqualTo(unknown.text().replace(nobodys, "id"));
        assertThat(client.of("other").conversation(theirs).getInteger("rounds")).isEqualTo(1);
    }

    @Test
    void a_round_asked_for_and_not_waited_for_is_refused_the_same_way() {
        String theirs = client.of("other").start(Client.wish(2, 1).put("auto_run", false));

        Answer foreign =
                client.post("/api/conversations/" + theirs + "/round", new JsonObject(), "Prefer", "respond-async");

        assertThat(foreign.code()).isEqualTo("conversation-unknown");
        assertThat(client.of("other").status(theirs)).isEqualTo("paused");
    }

    @Test
    void two_tenants_may_choose_the_same_idempotency_key() {
        JsonObject wish = Client.wish(2, 1).put("auto_run", false);
        String key = UUID.randomUUID().toString();

        Answer mine = client.post("/api/conversations/start", wish, "Idempotency-Key", key);
        Answer theirs = client.of("other").post("/api/conversations/start", wish, "Idempotency-Key", key);
        Answer again = client.post("/api/conversations/start", wish, "Idempotency-Key", key);
        Answer different = client.of("other")
                .post("/api/conversations/start", wish.copy().put("num_rounds", 9), "Idempotency-Key", key);

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.json().getString("id")).isNotEqualTo(mine.json().getString("id"));
        assertThat(again.json().getString("id")).isEqualTo(mine.json().getString("id"));
        assertThat(different.code()).isEqualTo("idempotency-conflict");
    }

    @Test
    void a_list_holds_ones_own() {
        String mine = client.start(Client.wish(2, 1).put("auto_run", false));
        String theirs = client.of("other").start(Client.wish(2, 1).put("auto_run", false));

        String list = client.get("/api/conversations?limit=100").text();

        assertThat(list).contains(mine).doesNotContain(theirs);
    }
}
