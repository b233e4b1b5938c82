package dev.parley.transport.relay;

import dev.parley.transport.relay.record.Tally;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Relays answers from upstreams to clients by whole records: untouched, as many per write as one read brought, never
 * re-serialised or compressed, with back-pressure and cancel end to end. Call it on the route's context and stay there.
 */
public final class Relay {

    private final Vertx vertx;
    private final Clients clients;
    private final RelayBounds bounds;

    /** @param options see {@link #clientOptions}; every event loop has connections of its own */
    public Relay(Vertx vertx, HttpClientOptions options, RelayBounds bounds) {
        this.vertx = vertx;
        this.clients = new LoopClients(vertx, options);
        this.bounds = bounds;
    }

    /** With a client that others use too: for few requests. */
    public Relay(Vertx vertx, HttpClient client, RelayBounds bounds) {
        this.vertx = vertx;
        this.clients = isRecorded -> client;
        this.bounds = bounds;
    }

    /**
     * Options of a client fit for relaying: HTTP/1.1, plain answers.
     *
     * @param connections of a client at most this many per upstream address; Vert.x's own default of 5 would queue the sixth
     *     stream
     * @param connect how long making a connection may take
     */
    public static HttpClientOptions clientOptions(int connections, Duration connect) {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setMaxPoolSize(connections)
                .setConnectTimeout(Math.toIntExact(connect.toMillis()))
                .setKeepAlive(true)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setTcpNoDelay(true);
    }

    /** Asks an upstream. What it opens with is still the caller's to pass on or to drop. */
    public Attempt ask(UpstreamCall call, Silences silences) {
        SpanContext span = Span.current().getSpanContext();
        Attempt attempt = new Attempt(vertx, call, silences, bounds, span);
        attempt.start(clients.client(span.isSampled()));
        return attempt;
    }

    /**
     * Asks the only upstream there is and passes its answer on, good or bad.
     *
     * @param headers which of the answer's headers go back
     * @param refuse answers the client when the upstream gave no answer
     * @return completes once; never fails
     */
    public Future<Ending> straight(
            UpstreamCall call,
            Silences silences,
            Downstream downstream,
            PassedHeaders headers,
            Consumer<Fault> refuse) {
        Attempt attempt = ask(call, silences);
        downstream.left().onSuccess(left -> attempt.cancel());
        downstream.dismissed().onSuccess(why -> attempt.cancel());
        return attempt.opening().compose(opening -> {
            if (opening instanceof Opening.Answered answered) {
                MultiMap passed = headers.of(answered.answer().headers());
                return answered.answer().passOn(downstream, passed);
            }
            if (opening instanceof Opening.Unanswered unanswered) {
                refuse.accept(unanswered.fault());
                return Future.succeededFuture(new Ending.Failed(unanswered.fault(), Tally.NONE));
            }
            return Future.succeededFuture(new Ending.Cancelled(Tally.NONE));
        });
    }
}
