package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Client.Answer;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.protocol.caller.Scope;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class UsageTest extends Neighbourhood {

    private static final String USAGE = "/internal/usage";

    private final String key = "key-" + UUID.randomUUID();

    @Test
    void a_key_is_told_what_its_conversations_cost_by_model_and_hour() {
        Client mine = client.with(key, Scope.CONVERSATIONS);
        router.usually(Script.answer("- an idea", 7));
        finished(mine, 2);
        finished(client, 1);

        List<JsonObject> rows = rows(mine.get(USAGE));

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.getString("key")).isEqualTo(key);
            assertThat(Instant.parse(row.getString("hour")))
                    .isBetween(Instant.now().minus(Duration.ofHours(2)), Instant.now());
        });
        assertThat(rows.stream().mapToLong(row -> row.getLong("answers")).sum()).isEqualTo(4);
        assertThat(rows.stream().mapToLong(row -> row.getLong("tokens")).sum()).isEqualTo(28);
    }

    @Test
    void only_an_administrator_is_told_of_other_keys_and_of_other_tenants_only_when_asking_for_one() {
        finished(client.with(key, Scope.CONVERSATIONS), 1);
        Client admin = client.with("an-admin", Scope.ADMIN);

        assertThat(client.get(USAGE + "?key=" + key).code()).isEqualTo("scope-missing");
        assertThat(rows(admin.get(USAGE + "?key=" + key))).isNotEmpty();
        assertThat(rows(admin.get(USAGE)))
                .extracting(row -> row.getString("key"))
                .contains(key);
        assertThat(rows(admin.of("other").get(USAGE + "?key=" + key))).isEmpty();
        assertThat(rows(admin.of("other").get(USAGE + "?tenants=all&key=" + key)))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getString("key")).isEqualTo(key));
        assertThat(client.with(key, Scope.CONVERSATIONS)
                        .get(USAGE + "?tenants=all&key=" + key)
                        .code())
                .isEqualTo("scope-missing");
    }

    @Test
    void hours_outside_of_what_is_asked_for_are_left_out() {
        Client mine = client.with(key, Scope.CONVERSATIONS);
        finished(mine, 1);

        assertThat(rows(mine.get(USAGE + "?from=" + Instant.now()))).isNotEmpty();
        assertThat(rows(mine.get(USAGE + "?from=" + Instant.now().plus(Duration.ofHours(2)))))
                .isEmpty();
        assertThat(rows(mine.get(USAGE + "?to=" + Instant.now().minus(Duration.ofHours(2)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "to=1",
                "from=-1000000000-01-01T00:00:00Z",
                "cursor=x",
                "cursor=MXwyfDM",
                "tenants=all"
            })
    void what_cannot_be_understood_is_refused(String query) {
        Answer answer = client.get(USAGE + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-parameter");
    }

    private void finished(Client of, int rounds) {
        String id = of.start(Client.wish(2, rounds));
        await().until(() -> of.status(id).equals("completed"));
    }

    private static List<JsonObject> rows(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonArray("rows").stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
