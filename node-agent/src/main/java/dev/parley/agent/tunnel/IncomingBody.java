package dev.parley.agent.tunnel;

import dev.parley.agent.ollama.ModelGuard;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way in and on to Ollama. What has not been taken yet is bounded by the credit that was given, and credit is
 * given again for what has been taken.
 */
final class IncomingBody implements Flow.Publisher<ByteBuffer> {

    private final Executor loop;
    private final int mostHeld;
    private final ModelGuard guard;
    private final IntConsumer onTaken;
    private final Runnable onRefused;
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super ByteBuffer> taker;
    private int held;
    private long demand;
    private boolean isWhole;
    private boolean isDiscarded;
    private boolean isOver;

    /**
     * Nothing yet.
     *
     * @param onTaken told how many bytes have been taken
     * @param onRefused told that it asks for a model that is not lent; nothing of the piece that says so is passed on
     */
    IncomingBody(Executor loop, int mostHeld, ModelGuard guard, IntConsumer onTaken, Runnable onRefused) {
        this.loop = loop;
        this.mostHeld = mostHeld;
        this.guard = guard;
        this.onTaken = onTaken;
        this.onRefused = onRefused;
    }

    void add(ByteBuffer piece) throws FrameFault {
        if (isWhole) {
            throw new FrameFault("it sent more of a body after its end");
        }
        held += piece.remaining();
        if (held > mostHeld) {
            throw new FrameFault("it sent more than it has credit for");
        }
        pieces.add(piece);
        pass();
    }

    void end() throws FrameFault {
        if (isWhole) {
            throw new FrameFault("it ended a body twice");
        }
        isWhole = true;
        pass();
    }

    boolean isWhole() {
        return isWhole;
    }

    /** Nobody takes the rest; it may come and is forgotten. */
    void discard() {
        isDiscarded = true;
        pass();
        Flow.Subscriber<? super ByteBuffer> left = taker;
        if (left != null && !isOver) {
            isOver = true;
            left.onError(new CancellationException("nobody wants it"));
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                loop.execute(() -> wanted(subscriber, more));
            }

            @Override
            public void cancel() {
                loop.execute(IncomingBody.this::takerLeft);
            }
        });
    }

    private void wanted(Flow.Subscriber<? super ByteBuffer> subscriber, long more) {
        if (taker == null) {
            taker = subscriber;
        }
        if (taker == subscriber && !isOver) {
            demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
            pass();
        } else if (taker != subscriber || isDiscarded) {
            subscriber.onError(new IllegalStateException("this body is sent once, and no more"));
        }
    }

    private void takerLeft() {
        isOver = true;
        isDiscarded = true;
        pass();
    }

    private void pass() {
        Flow.Subscriber<? super ByteBuffer> to = taker;
        while (!pieces.isEmpty() && (isDiscarded || to != null && demand > 0)) {
            ByteBuffer piece = pieces.remove();
            int length = piece.remaining();
            held -= length;
            if (!isDiscarded && !guard.allows(piece)) {
                onRefused.run();
            }
            if (!isDiscarded && to != null) {
                demand--;
                to.onNext(piece);
            }
            onTaken.accept(length);
        }
        if (isWhole && pieces.isEmpty() && !isOver && !isDiscarded && to != null) {
            isOver = true;
            to.onComplete();
        }
    }
}
