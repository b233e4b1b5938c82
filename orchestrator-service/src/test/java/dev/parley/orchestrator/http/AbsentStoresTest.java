package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.orchestrator.fake.Viewer;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import dev.parley.testkit.redis.RedisTestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class AbsentStoresTest extends Neighbourhood {

    EmbeddedPostgresServer postgres;
    RedisTestServer redis;

    @AfterEach
    void bringBack() {
        postgres.start();
        redis.start();
        await().ignoreExceptions().until(() -> client.get("/api/conversations").status() == 200);
    }

    @Test
    void a_redis_that_restarts_in_mid_turn_costs_no_text() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        router.next(Script.heldTwice("before ", first, "after ", second, "the end"));
        String id = client.start(Client.wish(2, 1));
        Viewer early = client.watch(id, null);
        await().until(() -> early.text(1).equals("before "));

        redis.restart();
        first.complete(null);
        await().until(() -> early.text(1).equals("before after "));
        Viewer late = client.watch(id, null);
        await().until(() -> late.text(1).equals("before after "));
        second.complete(null);
        await().until(() -> early.ended() && late.ended());

        assertThat(early.text(1)).isEqualTo("before after the end");
        assertThat(late.text(1)).isEqualTo("before after the end");
        assertThat(early.ids()).doesNotHaveDuplicates();
        assertThat(router.asked()).hasSize(2);
    }

    @Test
    void without_redis_viewers_get_whole_turns() {
        redis.stop();

        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(viewer.text(1)).isEqualTo("- an idea\nNEXT: more?");
        assertThat(viewer.types().stream().filter("token"::equals)).hasSize(2);
        assertThat(client.status(id)).isEqualTo("completed");
    }

    @Test
    void an_answer_that_ends_while_postgres_is_away_is_kept_when_it_is_back() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("dear "), gate, List.of("answer"), 9));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(1).equals("dear "));

        postgres.stop();
        gate.complete(null);
        await().until(() -> viewer.text(1).equals("dear answer"));
        Client.Answer meanwhile = client.get("/api/conversations/" + id);
        Client.Answer history = client.get("/api/conversations/" + id + "/history");
        Client.Answer start = client.post("/api/conversations/start", Client.wish(2, 1));
        Client.Answer events = client.get("/api/conversations/" + id + "/events");
        postgres.start();
        await().ignoreExceptions().until(() -> client.status(id).equals("completed"));
        await().until(viewer::ended);

        assertThat(List.of(meanwhile, history, start, events))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(503))
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("store-unavailable"));
        assertThat(router.asked()).hasSize(2);
        assertThat(viewer.types())
                .containsSubsequence(
                        "turn.started",
                        "conversation.paused",
                        "conversation.resumed",
                        "turn.completed",
                        "turn.started",
                        "turn.completed",
                        "conversation.completed");
        assertThat(viewer.frames().stream()
                        .filter(frame -> frame.event().equals("conversation.paused"))
                        .map(frame -> frame.data().getString("by")))
                .containsExactly("store-unavailable");
        assertThat(viewer.text(1)).isEqualTo("dear answer");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
    }

    @Test
    void a_postgres_that_restarts_in_mid_conversation_costs_no_turn() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.answer("one", 1), Script.held(List.of("t"), gate, List.of("wo"), 1));
        String id = client.start(Client.wish(2, 2));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(2).equals("t"));

        postgres.restart();
        gate.complete(null);
        await().ignoreExceptions().until(() -> client.status(id).equals("completed"));
        await().until(viewer::ended);

        assertThat(router.asked()).hasSize(4);
        assertThat(viewer.text(2)).isEqualTo("two");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
        JsonObject conversation = client.conversation(id);
        assertThat(conversation.getInteger("turns")).isEqualTo(4);
        assertThat(conversation.getString("stop_reason")).isEqualTo("rounds");
    }
}
