package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.house.Stage;
import dev.parley.benchmarks.load.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the disk alone takes: a page that is written and is there when the write returns, which a commit waits for. */
final class SyncedWrites {

    private static final int PAGE = 8_192;
    private static final int COUNT = 100;

    private SyncedWrites() {}

    static Distribution on(Stage stage) {
        Path file = stage.folder("synced").resolve("pages");
        long[] nanos = new long[COUNT];
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DSYNC)) {
            for (int i = 0; i < COUNT; i++) {
                long began = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE));
                nanos[i] = System.nanoTime() - began;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Distribution(nanos);
    }
}
