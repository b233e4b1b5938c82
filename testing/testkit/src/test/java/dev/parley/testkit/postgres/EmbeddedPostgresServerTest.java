package dev.parley.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Takes some seconds: initialising and starting a database is what is tested. */
class EmbeddedPostgresServerTest {

    @AutoClose
    private static final EmbeddedPostgresServer server = EmbeddedPostgresServer.started();

    @Test
    void a_real_postgresql_18_answers_and_knows_diacritics() throws SQLException {
        String version = ask(server, "show server_version");
        String lower = ask(server, "select lower('ȘTIINȚĂ')");

        assertThat(version).startsWith("18.");
        assertThat(lower).isEqualTo("știință");
    }

    @Test
    void who_connects_makes_schemas_and_is_bound_by_row_level_security() throws SQLException {
        run(
                server,
                "create schema ours",
                "create table ours.kept (idea varchar)",
                "insert into ours.kept values ('parks')");
        run(
                server,
                "alter table ours.kept enable row level security",
                "alter table ours.kept force row level security");

        String seen = ask(server, "select count(*) from ours.kept");

        assertThat(seen).isEqualTo("0");
        assertThatThrownBy(() -> run(server, "create role anybody superuser"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_restart_keeps_port_and_data() throws SQLException {
        int port = server.port();
        run(server, "create table kept (idea varchar)", "insert into kept values ('parks')");

        server.restart();

        assertThat(server.port()).isEqualTo(port);
        assertThat(ask(server, "select idea from kept")).isEqualTo("parks");
    }

    @Test
    void a_killed_server_comes_back_with_what_was_committed() throws SQLException {
        run(server, "create table committed (idea varchar)", "insert into committed values ('parks')");
        ProcessHandle process = server.process().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();

        server.restart();

        assertThat(ask(server, "select idea from committed")).isEqualTo("parks");
    }

    @Test
    void a_closed_server_refuses_connections_and_leaves_no_process() {
        EmbeddedPostgresServer closed = EmbeddedPostgresServer.started();
        ProcessHandle process = closed.process().orElseThrow();

        closed.close();
        closed.close();

        assertThatThrownBy(() -> ask(closed, "select 1")).isInstanceOf(SQLException.class);
        await().until(() -> !process.isAlive());
        assertThat(closed.process()).isEmpty();
    }

    @Test
    void a_server_that_cannot_start_says_why() throws IOException {
        try (EmbeddedPostgresServer late = new EmbeddedPostgresServer(Duration.ofMillis(200));
                ServerSocket intruder = new ServerSocket(late.port(), 1, InetAddress.getLoopbackAddress())) {

            assertThatThrownBy(late::start).hasMessageContaining("Address already in use");

            assertThat(late.process()).isEmpty();
            assertThat(intruder.isClosed()).isFalse();
        }
    }

    @Test
    void the_resource_names_the_server_in_the_settings_of_quarkus() throws SQLException {
        PostgresTestResource resource = new PostgresTestResource();

        var settings = resource.start();

        String url = settings.get("quarkus.datasource.jdbc.url");
        assertThat(url).isEqualTo("jdbc:" + settings.get("quarkus.datasource.reactive.url"));
        try (Connection connection = DriverManager.getConnection(
                url, settings.get("quarkus.datasource.username"), settings.get("quarkus.datasource.password"))) {
            assertThat(connection.isValid(5)).isTrue();
        }
        resource.stop();
        assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
    }

    private static void run(EmbeddedPostgresServer server, String... statements) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(EmbeddedPostgresServer server, String query) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
