package dev.parley.orchestrator.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.orchestrator.fake.Viewer;
import dev.parley.orchestrator.turn.Engine;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import dev.parley.transport.process.ProcessIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
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
class TakeoverTest extends Neighbourhood {

    @Inject
    Pool pool;

    @Inject
    Processes processes;

    @Inject
    Engine engine;

    private final ProcessIdentity other = new ProcessIdentity(UUID.randomUUID(), 1);

    @Test
    void a_lapsed_owners_conversation_is_taken_over_and_its_turn_made_again() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("stale "), gate, List.of("text"), 1), Script.answer("fresh", 2));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(1).equals("stale "));

        processes.beat(other).await().atMost(Duration.ofSeconds(5));
        ownedByOther(id);
        gate.complete(null);
        await().during(Duration.ofMillis(500))
                .until(() -> client.conversation(id).getInteger("turns") == 0);
        await().until(() -> client.status(id).equals("completed"));
        await().until(viewer::ended);

        assertThat(viewer.types()).containsSubsequence("turn.started", "turn.interrupted", "turn.started");
        assertThat(viewer.frames().stream()
                        .filter(frame -> frame.event().equals("turn.started"))
                        .map(frame -> frame.data().getInteger("attempt")))
                .containsExactly(1, 2, 1);
        assertThat(viewer.text(1)).isEqualTo("fresh");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
        assertThat(client.get("/api/conversations/" + id + "/history").text())
                .contains("fresh")
                .doesNotContain("stale");
        assertThat(fence(id)).isGreaterThan(2);
    }

    @Test
    void what_a_stale_owner_says_after_a_takeover_is_read_by_nobody() {
        CompletableFuture<Void> stale = new CompletableFuture<>();
        CompletableFuture<Void> fresh = new CompletableFuture<>();
        router.next(
                Script.held(List.of("stale "), stale, List.of("text"), 1),
                Script.held(List.of("fresh "), fresh, List.of("text"), 1));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(1).equals("stale "));

        takenByThisProcessAgain(id);
        await().atMost(Duration.ofSeconds(3)).until(() -> viewer.text(1).equals("fresh "));
        stale.complete(null);
        await().during(Duration.ofMillis(500)).until(() -> viewer.text(1).equals("fresh "));
        fresh.complete(null);
        await().until(viewer::ended);

        assertThat(viewer.text(1)).isEqualTo("fresh text");
        assertThat(client.conversation(id).getInteger("turns")).isEqualTo(2);
    }

    @Test
    void a_lost_conversation_closes_its_nodes_connection() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        router.next(Script.held(List.of("stale "), never, List.of(), 1));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> router.asked().size() == 1);

        ownedByOther(id);

        await().atMost(Duration.ofSeconds(2)).until(() -> router.left() == 1);
    }

    @Test
    void a_lost_conversation_confirms_nothing_even_if_its_verdict_was_under_way() {
        CompletableFuture<Void> verdict = new CompletableFuture<>();
        registry.answersWhen(verdict);
        router.next(Script.answer("- stale", 1));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> registry.claims().size() == 1);

        ownedByOther(id);
        await().until(() -> !engine.running().contains(UUID.fromString(id)));
        verdict.complete(null);
        await().until(() -> client.status(id).equals("completed"));
        await().until(() -> registry.confirmations().size() >= 2);

        assertThat(registry.confirmations())
                .extracting(confirmation -> confirmation.getInteger("turn") + "/" + confirmation.getInteger("attempt"))
                .containsExactly("1/2", "2/1");
        assertThat(registry.claims())
                .extracting(claim -> claim.getInteger("turn") + "/" + claim.getInteger("attempt"))
                .containsExactly("1/1", "1/2", "2/1");
    }

    @Test
    void a_living_owner_keeps_its_conversation() {
        String id = client.start(Client.wish(2, 2).put("pause_seconds", 1));
        await().until(() -> client.conversation(id).getInteger("rounds") == 1);

        ownedByOther(id);
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> {
            processes.beat(other).await().atMost(Duration.ofSeconds(5));
            return client.conversation(id).getInteger("rounds") == 1;
        });

        assertThat(router.asked()).hasSize(2);
        await().until(() -> client.status(id).equals("completed"));
    }

    @Test
    void whoever_is_told_to_go_hands_over_at_once() {
        String id = client.start(Client.wish(2, 2).put("pause_seconds", 1));
        await().until(() -> client.conversation(id).getInteger("rounds") == 1);
        ownedByOther(id);
        long before = fence(id);

        processes.leave(other).await().atMost(Duration.ofSeconds(2));

        await().atMost(Duration.ofSeconds(2))
                .until(() -> owner(id) != null && !owner(id).equals(other.id()));
        assertThat(fence(id)).isEqualTo(before + 2);
        await().until(() -> client.status(id).equals("completed"));
        assertThat(router.asked()).hasSize(4);
    }

    @Test
    void a_full_process_keeps_conversations_waiting_and_refuses_when_too_many_wait() {
        List<UUID> taken = java.util.stream.Stream.generate(UUID::randomUUID)
                .limit(engine.room())
                .toList();
        taken.forEach(engine::reserve);

        String first = client.start(Client.wish(2, 1));
        String second = client.start(Client.wish(2, 1));
        Client.Answer third = client.post("/api/conversations/start", Client.wish(2, 1));
        String meanwhile = client.status(first);
        List<Integer> asked = List.of(router.asked().size());
        taken.forEach(engine::unreserve);

        assertThat(third.status()).isEqualTo(503);
        assertThat(third.code()).isEqualTo("too-many-conversations");
        assertThat(meanwhile).isEqualTo("active");
        assertThat(asked).containsExactly(0);
        await().until(() -> client.status(first).equals("completed")
                && client.status(second).equals("completed"));
    }

    private void ownedByOther(String id) {
        processes.beat(other).await().atMost(Duration.ofSeconds(5));
        sql(
                "update conversations.conversation set fence = fence + 1, owner = $1, epoch = $2 where id = $3",
                other.id(),
                other.epoch(),
                UUID.fromString(id));
    }

    /** As if another process had died: owned by one that never lived. */
    private void takenByThisProcessAgain(String id) {
        sql(
                "update conversations.conversation set fence = fence + 1, owner = $1, epoch = 7 where id = $2",
                UUID.randomUUID(),
                UUID.fromString(id));
    }

    private long fence(String id) {
        return sql("select fence from conversations.conversation where id = $1", UUID.fromString(id))
                .iterator()
                .next()
                .getLong("fence");
    }

    private UUID owner(String id) {
        return sql("select owner from conversations.conversation where id = $1", UUID.fromString(id))
                .iterator()
                .next()
                .getUUID("owner");
    }

    private RowSet<Row> sql(String statement, Object... values) {
        return pool.withTransaction(connection -> connection
                        .query("set local parley.tenant = '*'")
                        .execute()
                        .chain(() -> connection.preparedQuery(statement).execute(Tuple.from(List.of(values)))))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
