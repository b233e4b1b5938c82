package dev.parley.testkit.postgres;

import dev.parley.testkit.net.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL 18 on a free loopback port, with its data in a temporary directory. A restart keeps port and data;
 * {@link #close()} removes the data. It ends with the JVM at the latest.
 *
 * <p>Who connects is what services are elsewhere too: a role that owns its database and is no superuser, so that row
 * level security holds for it.
 *
 * <p>Runs for an ordinary user, and for root where user namespaces are allowed, because PostgreSQL itself refuses to
 * run as root. Any password is accepted: only loopback can reach it. Nothing is forced to the disk, for speed: data
 * survive a killed server, not a killed machine.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final String USER = "parley";
    private static final String PASSWORD = "parley";
    private static final String DATABASE = "postgres";

    /** Usually one second; loaded machines were seen to need four, and cold disks more. */
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private static final int LOG_TAIL = 4_000;

    private final int port = FreePort.next();
    private final Duration startupWait;
    private final Path home;
    private @Nullable EmbeddedPostgres server;

    /** Chooses port and directory; nothing runs before {@link #start()}. */
    public EmbeddedPostgresServer() {
        this(STARTUP_WAIT);
    }

    EmbeddedPostgresServer(Duration startupWait) {
        this.startupWait = startupWait;
        try {
            this.home = Files.createTempDirectory("parley-postgres-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for PostgreSQL", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "postgres-" + port + "-closer"));
    }

    /** A new server, running. */
    public static EmbeddedPostgresServer started() {
        EmbeddedPostgresServer server = new EmbeddedPostgresServer();
        server.start();
        return server;
    }

    /**
     * Starts with the data of the last run, if any, and returns when queries are answered; does nothing when running.
     *
     * @throws IllegalStateException with what PostgreSQL said, when it does not start; a new object may be tried then
     */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            EmbeddedPostgres started = prepared().start();
            makeOwnerIfAbsent(started);
            server = started;
        } catch (IOException | SQLException | RuntimeException e) {
            // It may have started and been too slow to answer.
            postmaster().ifPresent(ProcessHandle::destroyForcibly);
            throw new IllegalStateException("PostgreSQL did not start on port " + port + ":\n" + log(), e);
        }
    }

    private EmbeddedPostgres.Builder prepared() {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(startupWait)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                // PostgreSQL's own locale: the same order and case rules on every machine, diacritics included.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // The starter's default loses the last commits of a killed server; tests of crashes need them.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "100");
    }

    private static void makeOwnerIfAbsent(EmbeddedPostgres started) throws SQLException {
        try (Connection superuser = started.getPostgresDatabase().getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '%1$s')".formatted(USER)
                    + " then create role %1$s login; alter database %2$s owner to %1$s; end if; end $$"
                            .formatted(USER, DATABASE));
        }
    }

    /** Ends the server and waits until its process is gone; data and port stay. Does nothing when stopped. */
    public synchronized void stop() {
        EmbeddedPostgres running = server;
        if (running == null) {
            return;
        }
        Optional<ProcessHandle> process = process();
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL on port " + port + " did not stop", e);
        } finally {
            server = null;
            process.ifPresent(this::awaitEnd);
        }
    }

    /** Stops and starts: same port, same data, every connection broken. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** The loopback port, the same for the whole life of this object. */
    public int port() {
        return port;
    }

    /** For JDBC and Flyway: {@code jdbc:postgresql://127.0.0.1:<port>/postgres}. */
    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** For the reactive client: {@code postgresql://127.0.0.1:<port>/postgres}. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** Owns the database, and may do nothing beyond it. */
    public String user() {
        return USER;
    }

    /** Accepted, as any other would be. */
    public String password() {
        return PASSWORD;
    }

    /** The server's main process while it runs. */
    public synchronized Optional<ProcessHandle> process() {
        return server == null ? Optional.empty() : postmaster();
    }

    /** What PostgreSQL and its tools said so far, the last {@value #LOG_TAIL} characters. */
    public String log() {
        String text = read(logFile());
        return text.substring(Math.max(0, text.length() - LOG_TAIL));
    }

    @Override
    public synchronized void close() {
        stop();
        try (Stream<Path> files = Files.exists(home) ? Files.walk(home) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + home, e);
        }
    }

    private Path data() {
        return home.resolve("data");
    }

    private Path logFile() {
        return home.resolve("postgres.log");
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Optional<ProcessHandle> postmaster() {
        return read(pidFile())
                .lines()
                .findFirst()
                .map(String::strip)
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * PostgreSQL removes its pid file as the last thing it does. Where nobody collects ended processes, as in a
     * container without an init, the process alone would seem to live on.
     */
    private void awaitEnd(ProcessHandle process) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(STOP_WAIT)
                    .until(() -> !process.isAlive() || Files.notExists(pidFile()));
        } catch (ConditionTimeoutException late) {
            process.destroyForcibly();
        }
    }
}
