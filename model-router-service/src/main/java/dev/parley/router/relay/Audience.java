package dev.parley.router.relay;

import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Unstarted;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.function.Supplier;

/** Who gets what comes of a journey: one client, or several that share it. Called on the journey's context. */
public interface Audience {

    /** Completes when nobody is left to hear the answer before its end; never otherwise. */
    Future<Void> left();

    /** Whether anybody has got a head, so that only records may follow. */
    boolean hasHead();

    /**
     * Tells a stream of events that it still waits. The first comment brings the head.
     *
     * @param head the headers for who has none yet
     * @return false if nobody can be told any more
     */
    boolean comment(Supplier<MultiMap> head, String text);

    /** There will be no answer. */
    void refuse(Refusal refusal);

    /**
     * Gives it the answer, good or bad.
     *
     * @param headers all that belongs to it; framing is added
     * @return completes once, on the journey's context; never fails
     */
    Future<Ending> passOn(Unstarted answer, MultiMap headers);
}
