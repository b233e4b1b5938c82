package dev.parley.orchestrator.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.protocol.caller.Scope;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.postgres.TenantTables;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class RowFiltersTest extends Neighbourhood {

    private static final String TENANTS = "select distinct tenant from conversations.conversation order by tenant";

    EmbeddedPostgresServer postgres;

    @Inject
    Database database;

    @Inject
    MessageReader messages;

    @Inject
    Pool pool;

    private TenantTables tables;

    /** Every table has rows of both. */
    @BeforeEach
    void furnish() {
        tables = new TenantTables(postgres, "conversations");
        for (String tenant : List.of("local", "other")) {
            Client of = client.of(tenant);
            String id = of.start(Client.wish(2, 1));
            await().until(() -> of.status(id).equals("completed"));
            String gone = of.start(Client.wish(2, 1).put("auto_run", false));
            of.send("DELETE", "/api/conversations/" + gone, "");
            of.post("/api/query", new JsonObject().put("input", "?").put("memory_id", "m"));
            of.post("/generate", new JsonObject().put("prompt", "?"));
            of.with("manager", Scope.INFERENCE, Scope.MODELS_WRITE)
                    .send("PUT", "/config/orchestration", "{\"communication_rounds\":2}");
        }
    }

    @Test
    void every_table_with_a_tenant_filters_its_rows() {
        assertThat(tables.names()).contains("conversation", "event", "message", "usage");
        assertThat(tables.unguarded()).isEmpty();
    }

    @Test
    void rows_of_another_tenant_are_invisible_and_cannot_be_written() {
        assertThat(tables.names()).allSatisfy(table -> {
            assertThat(tables.visible(table, "local", "local")).isPositive();
            assertThat(tables.visible(table, "local", "*")).isPositive();
            assertThat(tables.visible(table, "local", "other")).isZero();
            assertThat(tables.visible(table, "local", null)).isZero();
            assertThat(tables.trespasses(table, "local", "other")).isEmpty();
        });
    }

    @Test
    void a_statement_that_asks_for_everything_gets_what_is_its_own() {
        assertThat(tenants(database.read(Rows.of("local"), TENANTS, Tuple.tuple())))
                .containsExactly("local");
        assertThat(tenants(database.write(Rows.of("other"), TENANTS, Tuple.tuple())))
                .containsExactly("other");
        assertThat(tenants(database.transaction(
                        Rows.of("local"),
                        connection -> connection.preparedQuery(TENANTS).execute())))
                .containsExactly("local");
        assertThat(tenants(database.read(Rows.OF_ALL, TENANTS, Tuple.tuple()))).contains("local", "other");
    }

    /** Two in turns on a pool whose connections both have used, as often as a plan needs to become a generic one. */
    @Test
    void a_connection_forgets_whose_rows_it_saw() {
        for (int i = 0; i < 200; i++) {
            String tenant = i % 2 == 0 ? "local" : "other";

            assertThat(tenants(database.read(Rows.of(tenant), TENANTS, Tuple.tuple())))
                    .containsExactly(tenant);
        }
        assertThat(tenants(pool.preparedQuery(TENANTS).execute())).isEmpty();
    }

    @Test
    void a_session_of_hibernates_sees_the_same() {
        List<String> seen = database.session(
                        Rows.of("other"),
                        () -> messages.listAll()
                                .map(rows -> rows.stream()
                                        .map(row -> row.tenant)
                                        .distinct()
                                        .toList()))
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(seen).containsExactly("other");
    }

    @Test
    void nobody_is_called_everybody_or_nobody() {
        assertThatThrownBy(() -> Rows.of("*")).hasMessageContaining("expected: the name of one");
        assertThatThrownBy(() -> Rows.of("")).hasMessageContaining("expected: the name of one");
    }

    private static List<String> tenants(Uni<RowSet<Row>> asked) {
        return StreamSupport.stream(asked.await().atMost(Duration.ofSeconds(5)).spliterator(), false)
                .map(row -> row.getString("tenant"))
                .toList();
    }
}
