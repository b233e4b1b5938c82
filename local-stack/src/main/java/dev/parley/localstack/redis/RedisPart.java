package dev.parley.localstack.redis;

import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.part.Fingerprint;
import dev.parley.localstack.part.Part;
import dev.parley.localstack.part.PartFailed;
import dev.parley.localstack.process.Detached;
import dev.parley.localstack.process.ProcessTable;
import dev.parley.localstack.process.Termination;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The stack's Redis. It writes nothing to disk: what it holds can be lost at any time, and is at every start.
 *
 * @param environment inherited
 */
public record RedisPart(StackFolder folder, int port, Map<String, String> environment) implements Part {

    /** The name of this part. */
    public static final String NAME = "redis";

    private static final Duration PATIENCE_TO_START = Duration.ofSeconds(10);
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(5);
    private static final int PATIENCE_TO_ANSWER_MILLIS = 1_000;

    /**
     * It becomes a daemon by itself, because it takes Ctrl-C for itself even where that was ignored. Memory: a live
     * conversation holds some hundred kilobytes of chunks, so this is for several hundred at once and still harmless on a
     * laptop; what expires anyway goes first, and without such keys writes fail as if Redis were away.
     */
    private static final List<String> SETTINGS = List.of(
            "--daemonize", "yes",
            "--bind", "127.0.0.1",
            "--save", "",
            "--appendonly", "no",
            "--maxmemory", "128mb",
            "--maxmemory-policy", "volatile-lru",
            "--set-proc-title", "no");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "redis://127.0.0.1:" + port;
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
        return Fingerprint.of(port, SETTINGS);
    }

    @Override
    public LogFile log() {
        return folder.log(NAME);
    }

    @Override
    public ProcessHandle start() throws IOException, InterruptedException {
        Path program = RedisProgram.in(folder.programs());
        Files.createDirectories(folder.redis());
        long before = log().size();
        Process starter = Detached.start(command(program), environment, log());
        if (!starter.waitFor(PATIENCE_TO_START.toSeconds(), TimeUnit.SECONDS)) {
            starter.destroyForcibly();
            throw new PartFailed("Redis did not go into the background", log().tail(PartFailed.LAST_LINES, before));
        }
        return daemon(program)
                .orElseThrow(
                        () -> new PartFailed("Redis ended while starting", log().tail(PartFailed.LAST_LINES, before)));
    }

    @Override
    public boolean isReady() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_TO_ANSWER_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+PONG".length());
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void stop(ProcessHandle process) {
        Termination.end(List.of(process), PATIENCE_TO_STOP);
    }

    /** Its program lies in the stack's own folder, so whoever runs that is it. */
    private static Optional<ProcessHandle> daemon(Path program) {
        return ProcessTable.all(process ->
                        process.command().map(program.toString()::equals).orElse(false))
                .stream()
                .findFirst();
    }

    private List<String> command(Path program) {
        Stream<String> own = Stream.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--dir",
                folder.redis().toString(),
                "--logfile",
                log().path().toString());
        return Stream.concat(own, SETTINGS.stream()).toList();
    }
}
