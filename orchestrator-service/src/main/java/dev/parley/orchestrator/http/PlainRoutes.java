package dev.parley.orchestrator.http;

import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What plain routes share, whose answers may be streamed: bounded bodies, callers with a scope, problems. */
final class PlainRoutes {

    private static final Logger LOG = Logger.getLogger(PlainRoutes.class);
    private static final int BEFORE_RESOURCES = 0;

    private PlainRoutes() {}

    /** Comes before the framework's resources, which would take the path for one of theirs. */
    static Route first(Route route) {
        return route.order(BEFORE_RESOURCES);
    }

    /** The same, and reads a body of at most so many bytes. */
    static Route reading(Route route, long longest) {
        return first(route)
                .handler(BodyHandler.create(false).setBodyLimit(longest))
                .failureHandler(context -> unread(context, longest));
    }

    private static void unread(RoutingContext context, long longest) {
        if (context.statusCode() == ProblemCode.BODY_TOO_LARGE.status()) {
            Problems.answer(context, ProblemCode.BODY_TOO_LARGE, "body (expected: %,d bytes)".formatted(longest));
        } else {
            context.next();
        }
    }

    /** Answers whoever may ask models. */
    static void answer(Route route, BiConsumer<RoutingContext, Caller> work) {
        route.handler(context -> {
            try {
                work.accept(context, holding(CallerHeader.caller(context), Scope.INFERENCE));
            } catch (ProblemException refused) {
                Problems.answer(context, refused.problem());
            }
        });
    }

    static Caller holding(Caller caller, Scope scope) {
        if (!caller.scopes().contains(scope)) {
            String name = scope.name().toLowerCase(Locale.ROOT).replace('_', ':');
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "scope: " + name);
        }
        return caller;
    }

    static JsonObject json(RoutingContext context) {
        Buffer body = context.body().buffer();
        try {
            return new JsonObject(body == null ? Buffer.buffer() : body);
        } catch (DecodeException noObject) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "the body is not JSON (expected: an object)");
        }
    }

    /** Tells what comes of it. */
    static <T> void tell(RoutingContext context, Uni<Outcome<T>> told, Function<T, JsonObject> view) {
        told.subscribe()
                .with(
                        outcome -> context.vertx().runOnContext(here -> tell(context, outcome, view)),
                        failure -> failed(context, failure));
    }

    private static <T> void tell(RoutingContext context, Outcome<T> outcome, Function<T, JsonObject> view) {
        if (outcome instanceof Outcome.Given<T> given) {
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .end(view.apply(given.value()).toBuffer());
        } else {
            Problems.answer(context, Answers.problem(((Outcome.Refused<T>) outcome).refusal()));
        }
    }

    static void failed(RoutingContext context, Throwable failure) {
        if (failure instanceof StoreUnavailable) {
            Problems.answer(context, StoreProblems.AWAY);
        } else {
            LOG.errorf(failure, "not answered path=%s code=internal-error", context.normalizedPath());
            Problems.answer(context, Problem.of(ProblemCode.INTERNAL_ERROR, null, null));
        }
    }
}
