package dev.parley.gateway.http;

import dev.parley.gateway.conversation.ConversationId;
import dev.parley.gateway.conversation.EventId;
import dev.parley.gateway.conversation.OpenStreams;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.upstream.OrchestratorStreams;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.problem.Problems;
import dev.parley.transport.relay.Downstream;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What of a conversation is passed on as bytes: its events as they happen, and its export. */
@ApplicationScoped
class ConversationStreams {

    /** After the door, before the framework's routes. */
    private static final int BEFORE_RESOURCES = -10;

    private final OrchestratorStreams orchestrator;
    private final OpenStreams streams;
    private final Visits visits;

    ConversationStreams(OrchestratorStreams orchestrator, OpenStreams streams, Visits visits) {
        this.orchestrator = orchestrator;
        this.streams = streams;
        this.visits = visits;
    }

    void serve(@Observes Router router) {
        route(router, "events", this::events);
        route(router, "export", this::export);
    }

    private static void route(Router router, String what, Consumer<RoutingContext> serve) {
        String path = "/api/conversations/:id/" + what;
        router.get(path).order(BEFORE_RESOURCES).handler(serve::accept);
        router.route(path).order(BEFORE_RESOURCES).handler(context -> {
            context.response().putHeader("Allow", HttpMethod.GET.name());
            Problems.answer(
                    context, ProblemCode.METHOD_NOT_ALLOWED, context.request().method() + " (expected: GET)");
        });
    }

    private void events(RoutingContext context) {
        String left = lastEventId(context);
        Optional<EventId> from = left == null ? Optional.empty() : EventId.parse(left);
        if (left != null && from.isEmpty()) {
            Problems.answer(
                    context, ProblemCode.INVALID_EVENT_ID, "Last-Event-ID: " + left + " (expected: seq.offset)");
            return;
        }
        conversation(context)
                .ifPresent(id -> streams.open(context.request().connection()::close)
                        .ifPresentOrElse(
                                permit -> pass(context, "/api/conversations/" + id + "/events", from, permit),
                                () -> Problems.answer(
                                        context, ProblemCode.TOO_MANY_STREAMS, "all " + streams.max() + " are taken")));
    }

    /** A browser comes back with the header; whoever cannot set one asks with the parameter. */
    private static @Nullable String lastEventId(RoutingContext context) {
        String header = context.request().getHeader("Last-Event-ID");
        return header == null || header.isEmpty() ? context.request().getParam("last_event_id") : header;
    }

    private void export(RoutingContext context) {
        String query = context.request().query();
        conversation(context)
                .ifPresent(id -> pass(
                        context,
                        "/api/conversations/" + id + "/export" + (query == null ? "" : "?" + query),
                        Optional.empty(),
                        () -> {}));
    }

    private static Optional<ConversationId> conversation(RoutingContext context) {
        String text = context.pathParam("id");
        Optional<ConversationId> id = ConversationId.parse(text);
        if (id.isEmpty()) {
            Problems.answer(context, ProblemCode.CONVERSATION_UNKNOWN, "conversation: " + text);
        }
        return id;
    }

    private void pass(RoutingContext context, String uri, Optional<EventId> from, OpenStreams.Permit permit) {
        Downstream client = Downstream.of(context);
        Visits.Visit visit = visits.begin(Identified.of(context), client::dismiss);
        orchestrator
                .pass(
                        uri,
                        context.request().headers(),
                        from,
                        CallerHeader.caller(context),
                        client,
                        fault -> Problems.answer(
                                context, ProblemCode.SERVICE_UNAVAILABLE, "the orchestrator cannot be reached"))
                .onComplete(ended -> {
                    visit.close();
                    permit.close();
                    client.dismissed().onSuccess(why -> Problems.answer(context, Problem.of(why, null, null)));
                });
    }
}
