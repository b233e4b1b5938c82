package dev.parley.orchestrator.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.course.Step;
import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.orchestrator.fake.Viewer;
import dev.parley.orchestrator.stream.LiveKey;
import dev.parley.orchestrator.stream.LivePlane;
import dev.parley.orchestrator.stream.LiveSink;
import dev.parley.orchestrator.turn.Engine;
import dev.parley.orchestrator.turn.TurnLog;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import dev.parley.transport.process.ProcessIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two believe that they own one conversation, over one PostgreSQL and one Redis: plane by plane, only one of them is heard. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class StaleOwnerTest extends Neighbourhood {

    @Inject
    Pool pool;

    @Inject
    Processes processes;

    @Inject
    Engine engine;

    @Inject
    TurnLog log;

    @Inject
    LivePlane live;

    private final ProcessIdentity other = new ProcessIdentity(UUID.randomUUID(), 1);
    private final CompletableFuture<Void> never = new CompletableFuture<>();

    @Test
    void messages_and_events_of_a_stale_owner_are_not_kept() {
        router.next(Script.held(List.of("stale "), never, List.of(), 1));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> router.asked().size() == 1);
        Holding stale = holding(id);
        taken(id);
        long rows = rows(id);
        AtomicInteger asked = new AtomicInteger();

        Step step = heard(log.change(stale, state -> {
            asked.incrementAndGet();
            throw new AssertionError("decides of " + state.key());
        }));

        assertThat(step.isLost()).isTrue();
        assertThat(asked).as("what is not its own it does not even look at").hasValue(0);
        assertThat(heard(log.open(stale))).isEmpty();
        assertThat(heard(log.wish(stale))).isEmpty();
        assertThat(rows(id)).isEqualTo(rows);
    }

    @Test
    void a_stale_owner_cannot_tell_that_the_registry_knows_an_answer() {
        router.next(Script.answer("- an idea", 1), Script.held(List.of("half"), never, List.of(), 1));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> router.asked().size() == 2);
        await().until(() -> claim(id).equals("confirmed"));
        Holding stale = holding(id);
        taken(id);
        sql("update conversations.message set claim = 'claimed' where conversation = $1 and turn = 1", uuid(id));

        heard(log.confirmed(stale, 1));
        String afterStale = claim(id);
        heard(log.confirmed(holding(id), 1));

        assertThat(afterStale).isEqualTo("claimed");
        assertThat(claim(id)).isEqualTo("confirmed");
    }

    @Test
    void chunks_of_a_stale_owner_reach_no_viewer_even_under_the_new_owners_attempt() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(
                Script.held(List.of("stale "), never, List.of(), 1),
                Script.held(List.of("fresh "), gate, List.of("text"), 1));
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.text(1).equals("stale "));
        Holding stale = holding(id);
        sql(
                "update conversations.conversation set fence = fence + 1, owner = $1, epoch = 7 where id = $2",
                UUID.randomUUID(),
                uuid(id));
        await().until(() -> viewer.text(1).equals("fresh "));
        String started = viewer.frames().stream()
                .filter(frame -> frame.event().equals("turn.started"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .id();
        long seq = Long.parseLong(started.substring(0, started.indexOf('.')));
        LiveKey place = new LiveKey(stale.key(), stale.fence());

        LiveSink sink = live.open(place, seq);
        sink.text("stale words that are longer than what was said");
        sink.close();
        await().until(() -> heard(live.textSoFar(place, seq)).startsWith("stale words"));
        gate.complete(null);
        await().until(viewer::ended);

        assertThat(viewer.text(1)).isEqualTo("fresh text");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
        assertThat(viewer.frames())
                .noneMatch(frame -> String.valueOf(frame.data()).contains("stale words"));
    }

    /** By another process, which lives; this one has heard of it. */
    private void taken(String id) {
        heard(processes.beat(other));
        sql(
                "update conversations.conversation set fence = fence + 1, owner = $1, epoch = $2 where id = $3",
                other.id(),
                other.epoch(),
                uuid(id));
        await().until(() -> !engine.running().contains(uuid(id)));
    }

    private Holding holding(String id) {
        long fence = one(sql("select fence from conversations.conversation where id = $1", uuid(id)))
                .getLong("fence");
        return new Holding(new ConversationKey("local", uuid(id)), fence);
    }

    private String claim(String id) {
        RowSet<Row> rows = sql(
                "select claim from conversations.message where conversation = $1 and turn = 1 and part = 0", uuid(id));
        return rows.size() == 0 ? "" : one(rows).getString("claim");
    }

    private long rows(String id) {
        return one(sql("""
                        select (select count(*) from conversations.event where conversation = $1)
                            + (select count(*) from conversations.message where conversation = $1)
                            + (select count(*) from conversations.usage where conversation = $1) as n""", uuid(id))).getLong("n");
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id);
    }

    private static Row one(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    private static <T> T heard(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(5));
    }

    private RowSet<Row> sql(String statement, Object... values) {
        return heard(pool.withTransaction(connection -> connection
                .query("set local parley.tenant = '*'")
                .execute()
                .chain(() -> connection.preparedQuery(statement).execute(Tuple.from(List.of(values))))));
    }
}
