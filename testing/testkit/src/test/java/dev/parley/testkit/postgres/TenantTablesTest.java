package dev.parley.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenantTablesTest {

    static EmbeddedPostgresServer server;

    static TenantTables tables;

    @BeforeAll
    static void furnish() throws SQLException {
        server = EmbeddedPostgresServer.started();
        tables = new TenantTables(server, "house");
        run(
                "create schema house",
                "create table house.open (tenant text, idea text)",
                "create table house.guarded (tenant text, idea text)",
                "create table house.half (tenant text, idea text)",
                "create table house.common (idea text)",
                "create view house.peephole as select tenant, idea from house.guarded",
                "alter table house.guarded enable row level security",
                "alter table house.guarded force row level security",
                "create policy mine on house.guarded using (current_setting('parley.tenant', true) in (tenant, '*'))",
                "alter table house.half enable row level security",
                "create policy mine on house.half using (current_setting('parley.tenant', true) in (tenant, '*'))",
                "insert into house.open values ('a', 'parks'), ('b', 'trams')",
                "set parley.tenant = '*'",
                "insert into house.guarded values ('a', 'parks'), ('b', 'trams')");
    }

    @AfterAll
    static void leave() {
        server.close();
    }

    @Test
    void everything_with_a_tenant_is_found_and_what_does_not_filter_is_named() {
        assertThat(tables.names()).containsExactly("guarded", "half", "open");
        assertThat(tables.unguarded()).containsExactly("half", "open", "peephole");
    }

    @Test
    void a_guarded_table_shows_and_gives_nothing_to_others() {
        assertThat(tables.visible("guarded", "a", "a")).isEqualTo(1);
        assertThat(tables.visible("guarded", "a", "*")).isEqualTo(1);
        assertThat(tables.visible("guarded", "a", "b")).isZero();
        assertThat(tables.visible("guarded", "a", null)).isZero();
        assertThat(tables.trespasses("guarded", "a", "b")).isEmpty();
    }

    @Test
    void an_open_table_shows_and_gives_everything_and_keeps_nothing_of_the_attempt() {
        assertThat(tables.trespasses("open", "a", "b")).containsExactly("update", "delete", "insert", "give away");
        assertThat(tables.visible("open", "a", "b")).isEqualTo(1);
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }
}
