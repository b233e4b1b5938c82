package dev.parley.localstack.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The right to change a stack. The system gives it back when its holder's process ends, however it ends. */
public final class StackLock implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, if it is or becomes free within this time. */
    public static Optional<StackLock> take(StackFolder folder, Duration patience)
            throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + patience.toNanos();
        while (tryLock(channel) == null) {
            if (System.nanoTime() >= deadline) {
                channel.close();
                return Optional.empty();
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        return Optional.of(new StackLock(channel));
    }

    /** Whether it has not been given back yet. */
    public boolean isHeld() {
        return channel.isOpen();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
