package dev.parley.localstack.postgres;

import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.part.PartFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's data folder and the commands that make it and start a server on it. */
final class PostgresCluster {

    /** A second or two as a rule. */
    private static final Duration PATIENCE_TO_MAKE = Duration.ofMinutes(2);

    /** What it is told has a password in it, and failed statements would be logged. */
    private static final List<String> ALONE =
            List.of("-c", "exit_on_error=true", "-c", "log_min_error_statement=panic", "-c", "log_checkpoints=off");

    private final PostgresPrograms programs;
    private final Path data;
    private final LogFile log;
    private final Map<String, String> environment;
    private final List<String> asUser;

    PostgresCluster(PostgresPrograms programs, StackFolder folder, LogFile log, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.programs = programs;
        this.data = folder.postgres();
        this.log = log;
        this.environment = environment;
        this.asUser = PostgresUser.prefix(folder.root());
    }

    /** Makes the data folder unless it is there; an interrupted attempt leaves none. */
    void makeIfAbsent() throws IOException, InterruptedException {
        if (Files.exists(data)) {
            return;
        }
        Path draft = data.resolveSibling("postgres.new");
        FileTree.delete(draft);
        // PostgreSQL's own locale: the same order and case rules on every machine, diacritics included.
        run(
                "",
                PATIENCE_TO_MAKE,
                "initdb",
                "-D",
                draft.toString(),
                "-U",
                PostgresOwner.SUPERUSER,
                "--auth-local=reject",
                "--auth-host=scram-sha-256",
                "-E",
                "UTF-8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C");
        Files.move(draft, data);
    }

    /** Gives the database its owner, while no server runs; what an earlier version gave it is changed. A matter of 30 ms. */
    void handTo(PostgresOwner owner, String database, Duration patience) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--single", "-D", data.toString()));
        arguments.addAll(ALONE);
        arguments.add(database);
        run(owner.statements(database), patience, "postgres", arguments.toArray(String[]::new));
    }

    /** Starts a server and returns when it takes connections; the server gets a session of its own. */
    void start(List<String> options, Duration patience) throws IOException, InterruptedException {
        run(
                "",
                patience.plusSeconds(10),
                "pg_ctl",
                "start",
                "-s",
                "-D",
                data.toString(),
                "-l",
                log.path().toString(),
                "-w",
                "-t",
                Long.toString(patience.toSeconds()),
                "-o",
                String.join(" ", options));
    }

    private void run(String input, Duration patience, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.path(program));
        command.addAll(List.of(arguments));
        long before = log.size();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedBefore) {
            // Its exit code and its log tell why.
        }
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new PartFailed(program + " did not end within " + patience.toSeconds() + " s", lastLines(before));
        }
        if (process.exitValue() != 0) {
            throw new PartFailed(program + " failed with exit code " + process.exitValue(), lastLines(before));
        }
    }

    private List<String> lastLines(long before) {
        return log.tail(PartFailed.LAST_LINES, before);
    }
}
