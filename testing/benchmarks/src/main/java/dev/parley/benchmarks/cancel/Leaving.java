package dev.parley.benchmarks.cancel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.load.StreamWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A caller that asks and leaves, again and again, and the node's own notes on when its connection was closed. */
public final class Leaving {

    private static final Duration LATE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final Calls calls;
    private final SimulatedNode node;

    /** Of this node. */
    public Leaving(Calls calls, SimulatedNode node) {
        this.calls = calls;
        this.node = node;
    }

    /**
     * From each leaving to the moment when the node saw its connection closed.
     *
     * @param ripe whether the call has come as far as it shall
     */
    public Distribution times(int times, Target target, Ask ask, Predicate<StreamWatch> ripe) {
        node.forget();
        List<Instant> left = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            StreamWatch watch = new StreamWatch();
            Call call = calls.begin(target, ask, watch);
            await("that the call is under way", () -> ripe.test(watch));
            left.add(Instant.now());
            call.cancel();
            await(
                    "that the node is at rest",
                    () -> node.state().path("running_requests").asInt() == 0);
        }
        List<Instant> closed = cancelled();
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            nanos.add(Duration.between(left.get(i), closed.get(i)).toNanos());
        }
        return Distribution.of(nanos);
    }

    /** When each request was closed by its caller, in the order in which they came. */
    private List<Instant> cancelled() {
        List<Instant> closed = new ArrayList<>();
        for (JsonNode request : node.requests()) {
            if (request.path("outcome").asText().equals("cancelled")) {
                closed.add(Instant.parse(request.path("ended_at").asText()));
            }
        }
        return closed;
    }

    /** Waits for what these words say. @throws IllegalStateException if it does not come */
    public static void await(String what, BooleanSupplier there) {
        long until = System.nanoTime() + LATE.toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("what was waited for did not come: " + what);
            }
            Pace.rest(LOOK_AGAIN);
        }
    }
}
