package dev.parley.transport.relay;

import dev.parley.transport.relay.record.Framing;
import dev.parley.transport.relay.record.Mark;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * An answer that has begun, of which nothing has been passed on: the last moment in which another upstream may be asked
 * instead. Exactly one of {@link #passOn}, {@link #read} and {@link #drop} must be called, on the attempt's context.
 */
public final class Unstarted {

    private final Vertx vertx;
    private final Context context;
    private final Upstream upstream;
    private final Buffer held;
    private final Silences silences;
    private final RelayBounds bounds;
    private boolean taken;

    Unstarted(Vertx vertx, Context context, Upstream upstream, Buffer held, Silences silences, RelayBounds bounds) {
        this.vertx = vertx;
        this.context = context;
        this.upstream = upstream;
        this.held = held;
        this.silences = silences;
        this.bounds = bounds;
    }

    /** The upstream's status. */
    public int status() {
        return upstream.head().statusCode();
    }

    /** The upstream's headers. */
    public MultiMap headers() {
        return upstream.head().headers();
    }

    /** Whether it comes record by record. */
    public boolean streamed() {
        return upstream.form().framing() != Framing.WHOLE;
    }

    /** What is held: the first records, or an unstreamed body up to its bound. Not to be changed. */
    public Buffer held() {
        return held;
    }

    /** What the last of the held records means; {@link Mark#ERROR} is an answer that failed before it said anything. */
    public Mark mark() {
        return upstream.mark();
    }

    /** Whether it comes in records, so that it may follow a head that the client has got before. */
    public boolean isStream() {
        return upstream.form().framing() != Framing.WHOLE;
    }

    /** Whether the whole answer is held. */
    public boolean complete() {
        return upstream.ended();
    }

    /**
     * Passes the answer on, from its status to its end. From here on it can only end. Where the client has got a head
     * already, since it waited for long, only the records follow: see {@link #isStream()}.
     *
     * @param headers all that the client gets; framing is added
     * @return completes once, on the attempt's context; never fails
     */
    public Future<Ending> passOn(Downstream downstream, MultiMap headers) {
        take();
        return new Streaming(vertx, context, upstream, downstream, silences, bounds).begin(headers, held);
    }

    /**
     * Reads the answer here, from its first record to its end.
     *
     * @param reader gets whole records in their order, never none; of an unstreamed answer its pieces as they come
     */
    public Reading read(Consumer<Buffer> reader) {
        take();
        Reading reading = new Reading(vertx, context, upstream, silences, bounds, reader);
        reading.begin(held);
        return reading;
    }

    /** Gives the answer up and closes its connection. */
    public void drop() {
        take();
        upstream.close();
    }

    private void take() {
        if (taken) {
            throw new IllegalStateException("this answer was passed on or dropped before");
        }
        taken = true;
    }
}
