package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.conversation.ConversationId;
import dev.parley.gateway.conversation.EventId;
import dev.parley.protocol.caller.Caller;
import dev.parley.transport.edge.Edge;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.PassedHeaders;
import dev.parley.transport.relay.Relay;
import dev.parley.transport.relay.RelayBounds;
import dev.parley.transport.relay.RequestBody;
import dev.parley.transport.relay.Silences;
import dev.parley.transport.relay.UpstreamCall;
import dev.parley.transport.relay.record.AnswerForm;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the orchestrator sends for as long as somebody reads: the events of a conversation, and its export. */
@Singleton
public final class OrchestratorStreams {

    private static final String EVENT_STREAM = "text/event-stream";

    /** Three heartbeats of the orchestrator, which sends one at least every 15 s. */
    private static final Duration THREE_HEARTBEATS = Duration.ofSeconds(45);

    private final HttpClient http;
    private final Relay relay;
    private final URI orchestrator;
    private final Edge edge;
    private final Silences silences;
    private final PassedHeaders inbound = PassedHeaders.ofRequest(List.of());
    private final PassedHeaders outbound =
            PassedHeaders.ofResponse(List.of("Content-Disposition", "X-Accel-Buffering"));

    OrchestratorStreams(Vertx vertx, GatewayConfig config, Secrets secrets) {
        GatewayConfig.Orchestrator where = config.orchestrator();
        int maxEvent = (int) config.streams().maxEvent().asLongValue();
        this.http = vertx.createHttpClient(Relay.clientOptions(config.streams().max() + 16, where.connectTimeout()));
        this.relay = new Relay(vertx, http, new RelayBounds(maxEvent, maxEvent));
        this.orchestrator = where.url();
        this.edge = secrets.toOrchestrator();
        this.silences = new Silences(
                THREE_HEARTBEATS, THREE_HEARTBEATS, config.streams().patience());
    }

    /**
     * Passes on what the orchestrator answers to a reading request.
     *
     * @param uri path and query
     * @param from where the reader left the events
     * @param refuse answers the client when the orchestrator gave no answer
     */
    public Future<Ending> pass(
            String uri,
            MultiMap headers,
            Optional<EventId> from,
            Caller caller,
            Downstream client,
            Consumer<Fault> refuse) {
        MultiMap passed = inbound.of(headers).addAll(ownHeaders(caller, from));
        UpstreamCall call = new UpstreamCall(
                HttpMethod.GET, orchestrator, uri, passed, RequestBody.of(Buffer.buffer()), OrchestratorStreams::form);
        return relay.straight(call, silences, client, outbound, refuse);
    }

    private static Optional<AnswerForm> form(int status, @Nullable String contentType) {
        boolean events = status == 200 && contentType != null && contentType.startsWith(EVENT_STREAM);
        return Optional.of(events ? AnswerForm.openEvents() : AnswerForm.wholeBody());
    }

    /** The events of a conversation, to be read by this process itself. */
    public Future<HttpClientRequest> events(ConversationId id, Optional<EventId> from, Caller caller) {
        MultiMap headers = ownHeaders(caller, from).set("Accept", EVENT_STREAM);
        return http.request(new RequestOptions()
                .setAbsoluteURI(orchestrator
                        .resolve("/api/conversations/" + id + "/events")
                        .toString())
                .setHeaders(headers));
    }

    private MultiMap ownHeaders(Caller caller, Optional<EventId> from) {
        MultiMap headers = edge.headers(caller);
        from.ifPresent(id -> headers.set("Last-Event-ID", id.value()));
        return headers;
    }
}
