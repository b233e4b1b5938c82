package dev.parley.agent.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent: control frames first, then one piece of each answer in turn, so that a long answer delays no other.
 * Answers wait where they are and are asked for their next piece when there is room for it.
 */
final class Outbox {

    /** An answer that has something to send. */
    interface Sender {

        /** Its next piece; null if it has none now. */
        @Nullable
        ByteBuffer next();

        /** The piece has left. */
        void left();
    }

    /**
     * Frames that wait before no more is read. Each answers something that was read: who does not read ours is not read
     * either.
     */
    private static final int MOST_FRAMES = 4096;

    private final Line line;
    private final Executor loop;
    private final Consumer<Throwable> onFailure;
    private final Deque<TunnelFrame> frames = new ArrayDeque<>();
    private final Deque<Sender> senders = new ArrayDeque<>();
    private boolean isSending;
    private @Nullable Runnable onRoom;
    private @Nullable Runnable onEmpty;

    Outbox(Line line, Executor loop, Consumer<Throwable> onFailure) {
        this.line = line;
        this.loop = loop;
        this.onFailure = onFailure;
    }

    void send(TunnelFrame frame) {
        frames.add(frame);
        flush();
    }

    /** It has a piece; may be said again while it still waits for its turn, by one who checks that. */
    void ready(Sender sender) {
        senders.add(sender);
        flush();
    }

    /** As soon as there is room for what an incoming frame may cause. */
    void whenRoom(Runnable task) {
        if (frames.size() < MOST_FRAMES) {
            task.run();
        } else {
            onRoom = task;
        }
    }

    /** As soon as everything has left. */
    void whenEmpty(Runnable task) {
        onEmpty = task;
        flush();
    }

    private void flush() {
        while (!isSending) {
            TunnelFrame frame = frames.poll();
            if (frame != null) {
                sending(line.text(FrameJson.write(frame)), null);
                continue;
            }
            Sender sender = senders.poll();
            if (sender == null) {
                emptied();
                return;
            }
            ByteBuffer piece = sender.next();
            if (piece != null) {
                sending(line.binary(piece), sender);
            }
        }
    }

    private void emptied() {
        Runnable task = onEmpty;
        onEmpty = null;
        if (task != null) {
            task.run();
        }
    }

    private void sending(CompletableFuture<?> sent, @Nullable Sender sender) {
        isSending = true;
        var unused = sent.whenComplete((done, failure) -> loop.execute(() -> sent(sender, failure)));
    }

    private void sent(@Nullable Sender sender, @Nullable Throwable failure) {
        if (failure != null) {
            onFailure.accept(failure);
            return;
        }
        isSending = false;
        if (sender != null) {
            sender.left();
        }
        Runnable task = onRoom;
        if (task != null && frames.size() < MOST_FRAMES / 2) {
            onRoom = null;
            task.run();
        }
        flush();
    }
}
