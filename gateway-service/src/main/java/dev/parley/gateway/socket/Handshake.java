package dev.parley.gateway.socket;

import dev.parley.gateway.conversation.ConversationId;
import dev.parley.gateway.conversation.EventId;
import dev.parley.gateway.conversation.OpenStreams;
import dev.parley.gateway.upstream.OrchestratorClient;
import dev.parley.gateway.upstream.PassedProblem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Judges a viewer while it can still be answered in HTTP: once a socket is open, a close code is all that can be said. Page
 * and host were judged at the door.
 */
@ApplicationScoped
class Handshake {

    /** After the door, before the framework opens the socket. */
    private static final int BEFORE_SOCKETS = -10;

    private final OrchestratorClient orchestrator;
    private final OpenStreams streams;

    Handshake(OrchestratorClient orchestrator, OpenStreams streams) {
        this.orchestrator = orchestrator;
        this.streams = streams;
    }

    void judge(@Observes Router router) {
        router.get("/ws/conversations/:id").order(BEFORE_SOCKETS).handler(this::judge);
    }

    private void judge(RoutingContext context) {
        Optional<ConversationId> id = ConversationId.parse(context.pathParam("id"));
        Optional<String> left = LastEventId.in(context.request().query());
        if (id.isEmpty()) {
            Problems.answer(context, ProblemCode.CONVERSATION_UNKNOWN, "conversation: " + context.pathParam("id"));
        } else if (left.isPresent() && left.flatMap(EventId::parse).isEmpty()) {
            Problems.answer(
                    context, ProblemCode.INVALID_EVENT_ID, "last_event_id: " + left.get() + " (expected: seq.offset)");
        } else if (streams.count() >= streams.max()) {
            Problems.answer(context, ProblemCode.TOO_MANY_STREAMS, "all " + streams.max() + " are taken");
        } else {
            requireConversation(context, id.get());
        }
    }

    private void requireConversation(RoutingContext context, ConversationId id) {
        context.request().pause();
        orchestrator
                .get(CallerHeader.caller(context), id)
                .subscribe()
                .with(
                        found -> {
                            context.request().resume();
                            context.next();
                        },
                        failure -> refuse(context, failure));
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        context.request().resume();
        PassedProblem problem =
                PassedProblem.of(failure).orElseGet(() -> PassedProblem.away("the orchestrator cannot be asked"));
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .end(problem.json());
    }
}
