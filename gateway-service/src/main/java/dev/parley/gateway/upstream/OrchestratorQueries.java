package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
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
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The orchestrator's model manager, refinement and imports, whose answers are passed on as they come. */
@Singleton
public final class OrchestratorQueries {

    /** Three tries with their pauses, each as long as a cold node may take; the orchestrator watches the silences. */
    private static final Duration TRIES = Duration.ofMinutes(30);

    /** The longest answer, every character of it escaped. */
    private static final int LONGEST_ANSWER = 8_000_000;

    private final Relay relay;
    private final URI orchestrator;
    private final Edge edge;
    private final Silences silences;
    private final PassedHeaders outbound = PassedHeaders.ofResponse(List.of(
            "X-Accel-Buffering",
            "Location",
            "Retry-After",
            "X-Parley-Error",
            "X-Parley-Model",
            "X-Parley-Node",
            "X-Parley-Cache",
            "X-Parley-Attempts"));

    OrchestratorQueries(Vertx vertx, GatewayConfig config, Secrets secrets) {
        GatewayConfig.Orchestrator where = config.orchestrator();
        this.relay = new Relay(
                vertx,
                vertx.createHttpClient(Relay.clientOptions(config.streams().max(), where.connectTimeout())),
                new RelayBounds(LONGEST_ANSWER, LONGEST_ANSWER));
        this.orchestrator = where.url();
        this.edge = secrets.toOrchestrator();
        this.silences = new Silences(TRIES, TRIES, config.streams().patience());
    }

    /**
     * Passes a request on, and its answer back.
     *
     * @param refuse answers the client when the orchestrator gave no answer
     */
    public Future<Ending> pass(
            HttpMethod method, String uri, RequestBody body, Caller caller, Downstream client, Consumer<Fault> refuse) {
        MultiMap headers = edge.headers(caller).set("Content-Type", "application/json");
        UpstreamCall call = new UpstreamCall(method, orchestrator, uri, headers, body, OrchestratorQueries::form);
        return relay.straight(call, silences, client, outbound, refuse);
    }

    /**
     * Passes on a conversation that is brought back.
     *
     * @param idempotencyKey as the client gave it; null if it gave none
     * @param refuse answers the client when the orchestrator gave no answer
     */
    public Future<Ending> bring(
            RequestBody body,
            @Nullable String idempotencyKey,
            Caller caller,
            Downstream client,
            Consumer<Fault> refuse) {
        MultiMap headers = edge.headers(caller).set("Content-Type", "application/json");
        if (idempotencyKey != null) {
            headers.set("Idempotency-Key", idempotencyKey);
        }
        UpstreamCall call = new UpstreamCall(
                HttpMethod.POST, orchestrator, "/api/conversations/import", headers, body, OrchestratorQueries::form);
        return relay.straight(call, silences, client, outbound, refuse);
    }

    private static Optional<AnswerForm> form(int status, @Nullable String contentType) {
        String type = status == 200 && contentType != null ? contentType : "";
        if (type.startsWith("text/event-stream")) {
            return Optional.of(AnswerForm.openAiEvents());
        }
        return Optional.of(type.startsWith("application/x-ndjson") ? AnswerForm.nativeLines() : AnswerForm.wholeBody());
    }
}
