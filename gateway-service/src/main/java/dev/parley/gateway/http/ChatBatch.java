package dev.parley.gateway.http;

import dev.parley.gateway.ChatConfig;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.chat.Batch;
import dev.parley.gateway.chat.BatchRequest;
import dev.parley.gateway.chat.ChatRecords;
import dev.parley.gateway.chat.Chats;
import dev.parley.gateway.http.InferenceGate.Given;
import dev.parley.gateway.identity.Identified;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import dev.parley.transport.relay.Downstream;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Several messages of task chat in one request: a record a line for each, as they are answered. */
@ApplicationScoped
class ChatBatch {

    /** After the door, before the framework's routes. */
    private static final int BEFORE_RESOURCES = -10;

    private static final String PATH = "/api/chat/batch";

    private final Vertx vertx;
    private final InferenceGate gate;
    private final Chats chats;
    private final BatchRequest.Bounds bounds;
    private final long largest;
    private final Duration patience;

    ChatBatch(Vertx vertx, InferenceGate gate, Chats chats, GatewayConfig config) {
        ChatConfig.Batch batch = config.chat().batch();
        this.vertx = vertx;
        this.gate = gate;
        this.chats = chats;
        this.bounds = new BatchRequest.Bounds(batch.requests(), batch.parallel(), batch.mostParallel());
        this.largest = config.body().own().asLongValue();
        this.patience = config.relay().client();
    }

    void serve(@Observes Router routes) {
        routes.post(PATH).order(BEFORE_RESOURCES).handler(this::read);
        routes.route(PATH).order(BEFORE_RESOURCES + 1).handler(ChatBatch::otherMethod);
    }

    private static void otherMethod(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
        Problems.answer(
                context, ProblemCode.METHOD_NOT_ALLOWED, context.request().method() + " (expected: POST)");
    }

    private void read(RoutingContext context) {
        Downstream client = Downstream.of(context);
        gate.read(context)
                .onSuccess(given -> begin(context, given, client))
                .onFailure(stopped -> refuse(context, stopped));
    }

    private void begin(RoutingContext context, Given given, Downstream client) {
        context.addEndHandler(end -> given.share().close());
        try {
            BatchRequest request = BatchRequest.read(TaskChat.json(given.body(), largest), bounds);
            Batch batch = new Batch(
                    chats,
                    Identified.of(context),
                    request,
                    context.request().headers(),
                    new Records(context.response()));
            client.left().onSuccess(left -> batch.cancel());
            batch.begin();
        } catch (ProblemException refused) {
            refuse(context, refused);
        }
    }

    /** A client that takes nothing for too long is cut, and so is all that runs for it. */
    private final class Records implements Batch.Sink {

        private final HttpServerResponse response;

        Records(HttpServerResponse response) {
            this.response = response;
        }

        @Override
        public boolean record(JsonObject record, Runnable more) {
            head().write(ChatRecords.line(record));
            if (!response.writeQueueFull()) {
                return true;
            }
            long timer = vertx.setTimer(patience.toMillis(), late -> response.reset());
            response.drainHandler(drained -> {
                vertx.cancelTimer(timer);
                response.drainHandler(null);
                more.run();
            });
            return false;
        }

        @Override
        public void end(JsonObject record) {
            head().end(ChatRecords.line(record));
        }

        private HttpServerResponse head() {
            return response.headWritten()
                    ? response
                    : response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, StreamedChat.MEDIA_TYPE);
        }
    }

    /** Whoever left is told nothing. */
    private static void refuse(RoutingContext context, Throwable stopped) {
        if (stopped instanceof ProblemException problem) {
            ChatProblems.answer(context.response(), problem.problem());
        }
    }
}
