package dev.parley.localstack.postgres;

import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.part.PartFailed;
import java.io.File;
import java.io.IOException;
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
    void makeIfAbsent(String user, String password) throws IOException, InterruptedException {
        if (Files.exists(data)) {
            return;
        }
        Path draft = data.resolveSibling("postgres.new");
        FileTree.delete(draft);
        Path passwordFile = data.resolveSibling("postgres.password");
        StackFolder.writePrivately(passwordFile, password);
        try {
            // PostgreSQL's own locale: the same order and case rules on every machine, diacritics included.
            run(
                    PATIENCE_TO_MAKE,
                    "initdb",
                    "-D",
                    draft.toString(),
                    "-U",
                    user,
                    "--pwfile=" + passwordFile,
                    "-A",
                    "scram-sha-256",
                    "-E",
                    "UTF-8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C");
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(draft, data);
    }

    /** Starts a server and returns when it takes connections; the server gets a session of its own. */
    void start(List<String> options, Duration patience) throws IOException, InterruptedException {
        run(
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

    private void run(Duration patience, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.path(program));
        command.addAll(List.of(arguments));
        long before = log.size();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
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
