package dev.parley.gateway.http;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.chat.Chat;
import dev.parley.gateway.chat.ChatListener;
import dev.parley.gateway.chat.ChatRequest;
import dev.parley.gateway.chat.Chats;
import dev.parley.gateway.http.InferenceGate.Given;
import dev.parley.gateway.identity.Identified;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.relay.Downstream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Task chat over HTTP: one message, and its answer whole or as a stream of records. */
@ApplicationScoped
class TaskChat {

    private final Chats chats;
    private final long largest;

    TaskChat(Chats chats, GatewayConfig config) {
        this.chats = chats;
        this.largest = config.body().own().asLongValue();
    }

    /** Answers sooner or later, and lets the body go then. */
    void answer(RoutingContext context, Given given, Downstream client) {
        context.addEndHandler(end -> given.share().close());
        try {
            ChatRequest request = ChatRequest.read(json(given.body(), largest));
            begin(context, request, given, client);
        } catch (ProblemException refused) {
            ChatProblems.answer(context.response(), refused.problem());
        }
    }

    private void begin(RoutingContext context, ChatRequest request, Given given, Downstream client) {
        HttpServerResponse response = context.response();
        ChatListener listener = request.stream() ? new StreamedChat(response) : new WholeChat(response);
        Chat chat = chats.begin(
                Identified.of(context),
                request,
                given.body().length(),
                context.request().headers(),
                listener);
        client.left().onSuccess(left -> chat.cancel());
    }

    /** @throws ProblemException if it is larger than this, or no object */
    static JsonObject json(Buffer body, long largest) {
        if (body.length() > largest) {
            throw new ProblemException(
                    ProblemCode.BODY_TOO_LARGE, "the request body is larger than " + largest + " bytes");
        }
        try {
            return new JsonObject(body);
        } catch (DecodeException noObject) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "the body is not JSON (expected: an object)");
        }
    }
}
