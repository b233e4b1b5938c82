package dev.parley.benchmarks.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a scenario has started, and a folder for it. All of it is ended in the opposite order, and the folder removed, when the
 * stage is closed or this process is told to end.
 */
public final class Stage implements AutoCloseable {

    private final Path scratch;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicInteger folders = new AtomicInteger();
    private final Thread onExit = new Thread(this::endAll, "end what was started");

    private Stage(Path scratch) {
        this.scratch = scratch;
    }

    /** An empty one. */
    public static Stage set() {
        try {
            Stage stage = new Stage(Files.createTempDirectory("parley-bench"));
            Runtime.getRuntime().addShutdownHook(stage.onExit);
            return stage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts something on it. */
    public <T extends AutoCloseable> T put(T part) {
        synchronized (parts) {
            parts.push(part);
        }
        return part;
    }

    /** A new empty folder, whose name begins like this. */
    public Path folder(String name) {
        try {
            return Files.createDirectory(scratch.resolve(name + "-" + folders.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        endAll();
        Runtime.getRuntime().removeShutdownHook(onExit);
    }

    private void endAll() {
        synchronized (parts) {
            while (!parts.isEmpty()) {
                end(parts.pop());
            }
        }
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).forEach(Stage::remove);
        } catch (IOException e) {
            System.err.println(scratch + " stays: " + e.getMessage());
        }
    }

    /** What cannot be ended must not keep the rest alive. */
    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("not ended: " + e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println(file + " stays: " + e.getMessage());
        }
    }
}
