package dev.parley.router.relay;

import dev.parley.router.model.ModelTarget;
import dev.parley.router.selection.Demand;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;

/**
 * A request that was read and understood, without its body: that is let go as soon as an answer begins.
 *
 * @param query with its question mark; empty for none
 * @param headers that go to the node
 * @param streamed whether its answer comes in records
 * @param silence what the caller wants a node's silence to be
 * @param callerOwnsTries whether only what never reached a node may be sent again
 */
record Asked(
        Endpoint endpoint,
        Demand demand,
        String query,
        MultiMap headers,
        boolean streamed,
        Optional<Duration> silence,
        boolean callerOwnsTries) {

    /** Whether it makes a node's engine work. What a remote service answers takes none of a node's places. */
    boolean takesPlace() {
        boolean cloud = demand.target() instanceof ModelTarget.Named named
                && named.name().isCloud();
        return endpoint.takesPlace() && !cloud;
    }
}
