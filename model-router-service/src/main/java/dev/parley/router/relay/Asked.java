package dev.parley.router.relay;

import dev.parley.router.model.ModelTarget;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.UpstreamCall;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
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

    /** The request as this node gets it. Where the choice of the model was ours, the body names the one chosen. */
    UpstreamCall callTo(Candidate candidate, RequestLook look) {
        Buffer body = demand.target() instanceof ModelTarget.Named ? look.body() : look.withModel(candidate.spelled());
        return UpstreamCall.on(
                endpoint.surface(),
                HttpMethod.POST,
                candidate.node().node().url(),
                endpoint.path() + query,
                headers,
                body);
    }
}
