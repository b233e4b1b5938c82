package dev.parley.orchestrator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.stream.ConversationStream;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/conversations/{id}/events}: the event stream as server-sent events. A plain route, because comments,
 * back-pressure and the moment of the cut are ours to choose.
 */
@Singleton
final class EventsRoute {

    private static final Logger LOG = Logger.getLogger(EventsRoute.class);

    /** Before the resources, which would answer any path they do not know with 404. */
    private static final int BEFORE_RESOURCES = 0;

    private final ConversationStream stream;
    private final EventFrames frames;
    private final OrchestratorConfig.Stream config;

    EventsRoute(ConversationStream stream, ObjectMapper json, OrchestratorConfig config) {
        this.stream = stream;
        this.frames = new EventFrames(json);
        this.config = config.stream();
    }

    void register(@Observes Router router) {
        router.get("/api/conversations/:id/events").order(BEFORE_RESOURCES).handler(this::events);
    }

    private void events(RoutingContext context) {
        try {
            ConversationKey key =
                    RequestKeys.key(RequestKeys.allowed(CallerHeader.caller(context)), context.pathParam("id"));
            // Made here, where the connection's own event loop is at work; what is found may arrive on another.
            SseViewer viewer = new SseViewer(context, frames, config);
            stream.from(key, lastEventId(context))
                    .subscribe()
                    .with(found -> answer(context, viewer, found), failure -> failed(context, failure));
        } catch (ProblemException refused) {
            Problems.answer(context, refused.problem());
        }
    }

    /** A browser that reconnects sends the header; whoever cannot set one uses the parameter. */
    private static @Nullable String lastEventId(RoutingContext context) {
        String header = context.request().getHeader("Last-Event-ID");
        return header != null ? header : context.request().getParam("last_event_id");
    }

    private static void answer(RoutingContext context, SseViewer viewer, Outcome<Multi<ConversationEvent>> found) {
        if (found instanceof Outcome.Given<Multi<ConversationEvent>> given) {
            viewer.watch(given.value());
        } else {
            Problems.answer(context, Answers.problem(((Outcome.Refused<Multi<ConversationEvent>>) found).refusal()));
        }
    }

    private static void failed(RoutingContext context, Throwable failure) {
        if (failure instanceof StoreUnavailable) {
            Problems.answer(context, StoreProblems.AWAY);
        } else {
            LOG.error("event stream failed code=internal-error", failure);
            Problems.answer(context, Problem.of(ProblemCode.INTERNAL_ERROR, null, null));
        }
    }
}
