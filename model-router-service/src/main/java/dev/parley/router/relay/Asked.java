package dev.parley.router.relay;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.capacity.Priority;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeProof;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.UpstreamCall;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request that was read and understood, without its body: that is let go as soon as an answer begins.
 *
 * @param written the model, as the body spells it
 * @param demands what was asked for, then what stands in for it
 * @param meant so many of them are what was asked for: of an alias several
 * @param query with its question mark; empty for none
 * @param headers that go to the node
 * @param streamed whether its answer comes in records
 * @param silence what the caller wants a node's silence to be
 * @param queueing how it waits
 * @param explained whether the caller is told why it went where it did
 * @param callerOwnsTries whether only what never reached a node may be sent again
 */
record Asked(
        Endpoint endpoint,
        String written,
        List<Demand> demands,
        int meant,
        String query,
        MultiMap headers,
        boolean streamed,
        Optional<Duration> silence,
        Queueing queueing,
        boolean explained,
        boolean callerOwnsTries) {

    /** What was asked for. */
    Demand demand() {
        return demands.get(0);
    }

    /** Whether any node is known to have what was asked for. */
    boolean isKnown(Choice choice) {
        return demands.stream().limit(meant).anyMatch(choice::isKnown);
    }

    /** What must be equal of two requests for one answer to do for both, beside what they say. */
    Object terms() {
        return new Terms(
                demands.stream().map(Demand::alone).toList(),
                queueing.priority(),
                queueing.patience(),
                silence,
                callerOwnsTries);
    }

    private record Terms(
            List<Demand> demands,
            Priority priority,
            Duration patience,
            Optional<Duration> silence,
            boolean callerOwnsTries) {}

    /** Whether it makes a node's engine work. What a remote service answers takes none of a node's places. */
    boolean takesPlace(Demand chosen) {
        return endpoint.takesPlace() && !CloudPolicy.concerns(chosen);
    }

    /**
     * Whether the node should take the model into its memory before it gets the request. What only puts a model out of memory
     * needs none there.
     */
    boolean needsLoad(Candidate candidate, Demand chosen, RequestLook look) {
        boolean says = look.hasMessages() || look.hasPrompt() || look.hasInput();
        return !candidate.isWarm()
                && takesPlace(chosen)
                && candidate.node().node().kind() == NodeKind.OLLAMA
                && (says || look.keepAlive().isEmpty());
    }

    /** With what the node wants to see, if anything: the caller's key was for us. */
    private MultiMap headers(Node node, NodeProof proof) {
        MultiMap shown = proof.headers(node);
        return shown.isEmpty() ? headers : HttpHeaders.headers().addAll(headers).addAll(shown);
    }

    /**
     * The request as this node gets it. Where the choice of the model was ours, or where the node knows its own spelling only,
     * the body names it so.
     */
    UpstreamCall callTo(Candidate candidate, RequestLook look, NodeProof proof) {
        return UpstreamCall.on(
                endpoint.surface(),
                HttpMethod.POST,
                candidate.node().node().url(),
                endpoint.path() + query,
                headers(candidate.node().node(), proof),
                written.equals(candidate.spelled()) ? look.body() : look.withModel(candidate.spelled()));
    }
}
