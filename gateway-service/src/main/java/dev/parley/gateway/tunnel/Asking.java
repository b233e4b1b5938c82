package dev.parley.gateway.tunnel;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A question, as whoever asks holds it: carries each call to the tunnel's loop. */
final class Asking implements Question {

    private final Executor loop;
    private final Messages messages;
    private final Runnable after;

    /** Known and used on the loop only; null until it is open, and if it was refused. */
    private @Nullable Exchange exchange;

    /** @param after runs on the loop whenever a message may be over */
    Asking(Executor loop, Messages messages, Runnable after) {
        this.loop = loop;
        this.messages = messages;
        this.after = after;
    }

    /** On the loop. */
    void is(Exchange opened) {
        exchange = opened;
    }

    @Override
    public void body(Buffer bytes) {
        loop.execute(() -> {
            if (exchange != null) {
                exchange.body(bytes);
            }
        });
    }

    @Override
    public void end() {
        loop.execute(() -> {
            if (exchange != null) {
                exchange.bodyEnd();
            }
        });
    }

    @Override
    public void left(int bytes) {
        loop.execute(() -> {
            if (exchange != null) {
                exchange.left(bytes);
            }
        });
    }

    @Override
    public void cancel() {
        loop.execute(() -> {
            if (exchange != null) {
                messages.cancel(exchange, "the caller left");
                after.run();
            }
        });
    }
}
