package dev.parley.router.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.selection.Candidate;
import dev.parley.transport.relay.Downstream;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** What is told to the caller beside the node's own words: which node and model, how many tries, where the time went. */
final class Answering {

    private final Endpoint endpoint;
    private final Downstream downstream;
    private final RelayPolicy policy;
    private final Stopwatch stopwatch;

    Answering(Endpoint endpoint, Downstream downstream, RelayPolicy policy, Stopwatch stopwatch) {
        this.endpoint = endpoint;
        this.downstream = downstream;
        this.policy = policy;
        this.stopwatch = stopwatch;
    }

    /** The headers of a node's answer as the caller gets it. */
    MultiMap headers(MultiMap ofNode, Candidate answered, int attempts) {
        MultiMap headers = policy.toCallers().of(ofNode);
        tell(headers, answered, attempts);
        return headers;
    }

    /** Answers with an error of ours, in the surface's own words. */
    void refuse(ProblemCode code, String message, @Nullable Candidate last, int attempts) {
        HttpServerResponse response = downstream.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        tell(response.headers(), last, attempts);
        if (code.status() == 503) {
            response.putHeader("Retry-After", String.valueOf(policy.retryAfter().toSeconds()));
        }
        endpoint.surface().refuse(response, code, message);
    }

    private void tell(MultiMap headers, @Nullable Candidate last, int attempts) {
        if (last != null) {
            headers.set(RelayHeaders.NODE, last.node().id().value());
            headers.set(RelayHeaders.MODEL, last.model().display());
        }
        headers.set(RelayHeaders.ATTEMPTS, String.valueOf(attempts));
        headers.set(RelayHeaders.QUEUE_MS, String.valueOf(stopwatch.queued().toMillis()));
        headers.set(
                RelayHeaders.OVERHEAD_MS, String.valueOf(stopwatch.overhead().toMillis()));
    }
}
