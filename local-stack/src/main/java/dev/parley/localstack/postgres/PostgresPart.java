package dev.parley.localstack.postgres;

import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.part.Fingerprint;
import dev.parley.localstack.part.Part;
import dev.parley.localstack.part.PartFailed;
import dev.parley.localstack.process.Signal;
import dev.parley.localstack.process.Termination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The stack's PostgreSQL. Its data outlives it; only loopback reaches it, and only with the stack's password.
 *
 * @param shared where all stacks of this build find its programs unpacked
 * @param environment inherited
 */
public record PostgresPart(StackFolder folder, int port, String password, Path shared, Map<String, String> environment)
        implements Part {

    /** The name of this part. */
    public static final String NAME = "postgres";

    /** What services connect as: the owner of the database, no superuser. */
    public static final String USER = "parley";

    /** The one database; each service has a schema in it. */
    public static final String DATABASE = "postgres";

    /** One second as a rule; after a crash it first reads its log again, which on a slow disk takes a while. */
    private static final Duration PATIENCE_TO_START = Duration.ofSeconds(60);

    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(20);

    /**
     * Only loopback, no socket file (its path may be too long). Connections: room for both services' pools several times
     * over. Buffers: what one machine's conversations need; the system caches the rest of the files.
     */
    private static final List<String> SETTINGS = List.of(
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", "max_connections=100",
            "-c", "shared_buffers=64MB");

    /** Unpacks its programs ahead of the first start. */
    public static void unpack(Path shared) throws IOException {
        PostgresPrograms.unpackedIn(shared);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    public List<String> after() {
        return List.of();
    }

    @Override
    public List<String> ports() {
        return List.of(NAME);
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(port, SETTINGS, owner().statements(DATABASE));
    }

    @Override
    public LogFile log() {
        return folder.log(NAME);
    }

    @Override
    public ProcessHandle start() throws IOException, InterruptedException {
        log().setAsideIfLarge();
        PostgresCluster cluster =
                new PostgresCluster(PostgresPrograms.in(folder.programs(), shared), folder, log(), environment);
        cluster.makeIfAbsent();
        if (file().process().isPresent()) {
            file().nameNobody();
        }
        cluster.handTo(owner(), DATABASE, PATIENCE_TO_START);
        cluster.start(options(), PATIENCE_TO_START);
        return file().process()
                .orElseThrow(() -> new PartFailed("PostgreSQL ended at once", log().tail(PartFailed.LAST_LINES)));
    }

    @Override
    public boolean isReady() {
        try {
            return file().saysReady() && file().process().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file().path(), e);
        }
    }

    /** Interrupted, it ends its connections and writes its data; asked to terminate, it would wait for its clients. */
    @Override
    public void stop(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        try {
            Signal.interrupt(process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot interrupt PostgreSQL", e);
        }
        Termination.awaitThenKill(all, PATIENCE_TO_STOP);
    }

    private List<String> options() {
        return Stream.concat(Stream.of("-p", Integer.toString(port)), SETTINGS.stream())
                .toList();
    }

    private PostgresOwner owner() {
        return new PostgresOwner(USER, password);
    }

    private PostmasterFile file() {
        return PostmasterFile.of(folder.postgres());
    }
}
