package dev.parley.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.testkit.net.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seconds, because the database is real. */
class PostgresPartTest {

    private static final String PASSWORD = "0123456789abcdef";

    @TempDir
    private Path temporary;

    private StackFolder folder;
    private PostgresPart postgres;
    private ProcessHandle process;

    @BeforeEach
    void make() throws IOException {
        folder = StackFolder.at(temporary.resolve("stack"));
        postgres = new PostgresPart(
                folder, FreePort.next(), PASSWORD, temporary.resolve("shared"), Map.of("PATH", System.getenv("PATH")));
    }

    @AfterEach
    void stop() {
        if (process != null) {
            postgres.stop(process);
        }
    }

    @Test
    void services_own_the_database_and_are_no_superusers() throws Exception {
        process = postgres.start();

        assertThat(ask("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user"))
                .isEqualTo("f");
        assertThat(ask("select datdba::regrole from pg_database where datname = current_database()"))
                .isEqualTo("parley");
        run("create schema ideas");
        assertThatThrownBy(() -> run("copy (select 1) to program 'cat'")).hasMessageContaining("permission denied");
        assertThat(Files.readString(postgres.log().path()))
                .doesNotContain(PASSWORD)
                .doesNotContain("backend>");
    }

    @Test
    void data_that_a_superuser_owned_are_handed_on() throws Exception {
        makeAsEarlier(
                "create schema ideas",
                "create table ideas.idea (number bigserial primary key, text varchar)",
                "insert into ideas.idea (text) values ('parks')",
                "create view ideas.confirmed as select text from ideas.idea");

        process = postgres.start();
        postgres.stop(process);
        process = postgres.start();

        assertThat(ask("select text from ideas.confirmed")).isEqualTo("parks");
        run("insert into ideas.idea (text) values ('trees')", "alter table ideas.idea enable row level security");
        assertThat(ask("select string_agg(distinct relowner::regrole::text, ',') from pg_class"
                        + " where relnamespace = 'ideas'::regnamespace"))
                .isEqualTo("parley");
        assertThat(ask("select rolsuper from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    private void makeAsEarlier(String... statements) throws IOException, InterruptedException {
        PostgresPrograms programs = PostgresPrograms.in(folder.programs(), temporary.resolve("shared"));
        String data = folder.postgres().toString();
        execute(
                "",
                programs.path("initdb"),
                "-D",
                data,
                "-U",
                "parley",
                "--auth-local=reject",
                "--auth-host=scram-sha-256");
        execute(String.join("\n", statements) + "\n", programs.path("postgres"), "--single", "-D", data, "postgres");
    }

    private void execute(String input, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(PostgresUser.prefix(folder.root()));
        command.addAll(List.of(words));
        Process program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output").toFile())
                .start();
        try (OutputStream in = program.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(program.waitFor()).isZero();
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + postgres.address(), PostgresPart.USER, PASSWORD);
    }
}
