package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.QueryConfig;
import dev.parley.orchestrator.model.Ask;
import dev.parley.orchestrator.model.Model;
import dev.parley.orchestrator.model.Piece;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.edge.Edge;
import dev.parley.transport.edge.EdgeSecret;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Asks models through the router's {@code /api/chat}. Every attempt has a connection of its own for as long as it lasts, and
 * this service owns the tries: the router is told to make one.
 */
@Singleton
final class RouterModel implements Model {

    private static final Logger LOG = Logger.getLogger(RouterModel.class);

    private final HttpClient client;
    private final URI router;
    private final Edge edge;
    private final OrchestratorConfig.Turn config;
    private final Vertx vertx;

    RouterModel(Vertx vertx, OrchestratorConfig config, QueryConfig queries, Clock clock) {
        this.vertx = vertx;
        // One conversation asks one model at a time, and so does a question; a pool any smaller would queue attempts
        // where nobody sees it.
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(config.ownership().maxConversations() + queries.maxRunning())
                .setConnectTimeout(2_000)
                // A conversation runs for itself, without a request whose trace could be passed on: each call begins
                // one.
                .setTracingPolicy(TracingPolicy.ALWAYS)
                .setKeepAliveTimeout(30));
        this.router = config.router().url();
        this.edge = new Edge("orchestrator", "router", config.router().secret(), clock);
        this.config = config.turn();
    }

    @Override
    public Multi<Piece> generate(Ask ask) {
        return Multi.createFrom().emitter(emitter -> ask(ask, emitter));
    }

    @Override
    public Uni<Boolean> continues(Ask ask) {
        String beginning = ask.messages().get(ask.messages().size() - 1).content();
        return Uni.createFrom()
                .completionStage(() -> rendered(ask).toCompletionStage())
                .map(prompt -> prompt.endsWith(beginning))
                .onFailure()
                .recoverWithItem(unknown -> {
                    LOG.infof("continuation not proven model=%s cause=%s", ask.model(), unknown.getMessage());
                    return false;
                });
    }

    /** A template that goes on with the assistant's words leaves them open at the very end of the prompt. */
    private Future<String> rendered(Ask ask) {
        return client.request(options(ask).setTimeout(ask.silence().toMillis()))
                .compose(request -> request.send(ChatBody.rendering(ask)))
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("status " + response.statusCode()))
                .map(body -> body.toJsonObject()
                        .getJsonObject("_debug_info", new JsonObject())
                        .getString("rendered_template", ""));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    private void ask(Ask ask, MultiEmitter<? super Piece> emitter) {
        ChatCall call = new ChatCall(vertx, emitter, ask.silence(), config.queueAllowance());
        client.request(options(ask))
                .onSuccess(request -> call.send(request, ChatBody.of(ask)))
                .onFailure(unreached -> call.broken(ProblemCode.SERVICE_UNAVAILABLE, String.valueOf(unreached)));
    }

    private RequestOptions options(Ask ask) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(router.getHost())
                .setPort(router.getPort() < 0 ? 80 : router.getPort())
                .setURI("/api/chat")
                .putHeader("Content-Type", "application/json")
                .putHeader(EdgeSecret.HEADER, edge.secretHeader())
                .putHeader(CallerHeader.NAME, edge.sign(ask.caller()))
                .putHeader("X-Parley-Tries", "1")
                .putHeader("X-Parley-Silence", Long.toString(ask.silence().toSeconds()));
        if (ask.conversation() == null) {
            options.putHeader("X-Parley-Cache", "use");
        } else {
            options.putHeader("X-Parley-Conversation", ask.conversation().toString());
        }
        return ask.node() == null ? options : options.putHeader("X-Parley-Node", ask.node());
    }
}
