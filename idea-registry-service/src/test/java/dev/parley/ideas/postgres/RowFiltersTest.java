package dev.parley.ideas.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ideas.RegistryClient;
import dev.parley.ideas.RegistryTest;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import dev.parley.testkit.postgres.TenantTables;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RegistryTest
class RowFiltersTest {

    private static final String TENANTS = "select distinct tenant from ideas.idea order by tenant";

    EmbeddedPostgresServer postgres;

    @Inject
    Database database;

    @Inject
    Pool pool;

    private final UUID conversation = UUID.randomUUID();
    private final RegistryClient ours = new RegistryClient("local", conversation);
    private final RegistryClient theirs = new RegistryClient("other", conversation);

    private TenantTables tables;

    /** Every table has rows of both. */
    @BeforeEach
    void furnish() {
        tables = new TenantTables(postgres, "ideas");
        for (RegistryClient registry : List.of(ours, theirs)) {
            registry.claim(1, 1, "Rent out the school roofs.");
            registry.confirm(1, 1);
        }
    }

    @Test
    void every_table_with_a_tenant_filters_its_rows() {
        assertThat(tables.names()).contains("registry", "claim", "idea");
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
    void the_view_shows_what_its_reader_may_see() {
        assertThat(tables.visible("confirmed_idea", "local", "local")).isPositive();
        assertThat(tables.visible("confirmed_idea", "local", "other")).isZero();
        assertThat(tables.visible("confirmed_idea", "local", null)).isZero();
    }

    @Test
    void a_statement_that_asks_for_everything_gets_what_is_its_own() {
        assertThat(tenants(Rows.of("local"))).containsExactly("local");
        assertThat(tenants(Rows.of("other"))).containsExactly("other");
        assertThat(tenants(Rows.OF_ALL)).contains("local", "other");
        assertThat(pool.query(TENANTS)
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .size())
                .isZero();
    }

    @Test
    void two_tenants_with_the_same_conversation_id_know_nothing_of_each_other() {
        theirs.claim(2, 1, "Close the pool on Mondays.");
        theirs.confirm(2, 1);

        Idea mine = ours.claim(2, 1, "Close the pool on Mondays.").get(0);

        assertThat(mine.verdict()).isEqualTo(Verdict.NEW);
        assertThat(ours.ideas("").ideas()).extracting(Idea::text).containsExactly("Rent out the school roofs.");
        assertThat(theirs.ideas("").newIdeas()).isEqualTo(2);
    }

    private List<String> tenants(Rows whose) {
        return database.read(whose, TENANTS, Tuple.tuple()).await().atMost(Duration.ofSeconds(10)).stream()
                .map(row -> row.getString("tenant"))
                .toList();
    }
}
