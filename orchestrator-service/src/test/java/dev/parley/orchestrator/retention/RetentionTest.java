package dev.parley.orchestrator.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class RetentionTest extends Neighbourhood {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Inject
    Kept kept;

    @Inject
    Removals removals;

    @Inject
    Pool pool;

    @Test
    void only_what_ended_long_ago_is_taken_away_a_batch_at_a_time() {
        String first = ended();
        String second = ended();
        String resting = client.start(Client.wish(2, 1).put("auto_run", false));
        String young = ended();
        aged(first);
        aged(second);
        aged(resting);

        int one = kept.forgetConversations(LONG_AGO.plusSeconds(60), 1).await().atMost(Duration.ofSeconds(5));
        int other =
                kept.forgetConversations(LONG_AGO.plusSeconds(60), 10).await().atMost(Duration.ofSeconds(5));

        assertThat(one).isEqualTo(1);
        assertThat(other).isEqualTo(1);
        assertThat(client.get("/api/conversations/" + first).status()).isEqualTo(404);
        assertThat(client.get("/api/conversations/" + second).status()).isEqualTo(404);
        assertThat(client.status(resting)).isEqualTo("paused");
        assertThat(client.status(young)).isEqualTo("completed");
    }

    @Test
    void ideas_of_what_is_taken_away_are_removed_from_a_registry_that_was_away_too() {
        String deleted = ended();
        String expired = ended();
        aged(expired);
        registry.away(true);

        client.send("DELETE", "/api/conversations/" + deleted, "");
        kept.forgetConversations(LONG_AGO.plusSeconds(60), 10).await().atMost(Duration.ofSeconds(5));
        await().until(() -> registry.refusals() > 0);
        registry.away(false);

        await().untilAsserted(() -> assertThat(registry.removals()).contains(ideasOf(deleted), ideasOf(expired)));
    }

    @Test
    void a_removal_is_repeated_when_no_claim_can_be_under_way_any_more() {
        String id = ended();
        ConversationKey key = new ConversationKey("local", UUID.fromString(id));
        client.send("DELETE", "/api/conversations/" + id, "");
        await().until(() -> registry.removals().contains(ideasOf(id)));
        Instant afterwards = Instant.now().plus(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(due(afterwards)).contains(key));
        removals.removed(key, afterwards, afterwards).await().atMost(Duration.ofSeconds(5));

        assertThat(due(afterwards)).doesNotContain(key);
    }

    private List<ConversationKey> due(Instant when) {
        return removals.due(when, 1_000).await().atMost(Duration.ofSeconds(5));
    }

    private static String ideasOf(String id) {
        return "/internal/conversations/" + id + "/ideas";
    }

    private String ended() {
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));
        await().until(() -> registry.confirmations().stream()
                        .filter(confirmation ->
                                confirmation.getString("conversation").equals(id))
                        .count()
                == 2);
        return id;
    }

    private void aged(String id) {
        pool.withTransaction(connection -> connection
                        .query("set local parley.tenant = '*'")
                        .execute()
                        .chain(() -> connection
                                .preparedQuery("update conversations.conversation set updated_at = $1 where id = $2")
                                .execute(Tuple.of(LONG_AGO.atOffset(java.time.ZoneOffset.UTC), UUID.fromString(id)))))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
