package dev.parley.router.relay;

import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Silences;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request's wait until its model is in a node's memory. It may leave; the load goes on. All on the request's context. */
final class Warming {

    private static final long NO_TIMER = -1;

    private final Context context;
    private final Preloads preloads;
    private final Candidate at;
    private final Demand demand;
    private final Silences silences;
    private final Optional<Duration> own;
    private long timer = NO_TIMER;
    private boolean over;

    /** Let go when it is over: the load may go on for minutes, and a request hangs on this. */
    private @Nullable Consumer<Preloaded> told;

    /**
     * @param silences of a node that loads
     * @param own what the caller wants the node's silence to be
     */
    Warming(
            Context context,
            Preloads preloads,
            Candidate at,
            Demand demand,
            Silences silences,
            Optional<Duration> own) {
        this.context = context;
        this.preloads = preloads;
        this.at = at;
        this.demand = demand;
        this.silences = silences;
        this.own = own;
    }

    /** @param then told once, unless it leaves before */
    void begin(Consumer<Preloaded> then) {
        told = then;
        preloads.awaits(1);
        own.ifPresent(silence -> timer = context.owner().setTimer(silence.toMillis(), fired -> {
            timer = NO_TIMER;
            end(new Preloaded.Silent(Fault.SILENT, Optional.empty()));
        }));
        try {
            preloads.ready(at, demand, silences).onSuccess(preloaded -> context.runOnContext(now -> end(preloaded)));
        } catch (RuntimeException surprise) {
            leave();
            throw surprise;
        }
    }

    void leave() {
        if (over) {
            return;
        }
        over = true;
        told = null;
        preloads.awaits(-1);
        if (timer != NO_TIMER) {
            context.owner().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void end(Preloaded how) {
        Consumer<Preloaded> then = told;
        if (then != null) {
            leave();
            then.accept(how);
        }
    }
}
