package dev.parley.orchestrator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.refinement.Orchestration;
import dev.parley.orchestrator.refinement.OrchestrationReading;
import dev.parley.orchestrator.refinement.Orchestrations.Whose;
import dev.parley.orchestrator.refinement.RefinementDesk;
import dev.parley.orchestrator.refinement.Wish;
import dev.parley.orchestrator.refinement.WishReading;
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
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** Improved answers and their settings: plain routes, because answers may be streamed. */
@Singleton
final class RefinementRoutes {

    private static final Logger LOG = Logger.getLogger(RefinementRoutes.class);
    private static final int BEFORE_RESOURCES = 0;
    private static final long LONGEST_BODY = 1_000_000;
    private static final String SETTINGS = "/config/orchestration";

    private final RefinementDesk desk;
    private final ObjectMapper json;
    private final Clock clock;

    RefinementRoutes(RefinementDesk desk, ObjectMapper json, Clock clock) {
        this.desk = desk;
        this.json = json;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        answer(reading(router.post("/generate")), this::generate);
        answer(router.get(SETTINGS).order(BEFORE_RESOURCES), this::read);
        answer(reading(router.put(SETTINGS)), this::change);
        answer(router.delete(SETTINGS).order(BEFORE_RESOURCES), this::reset);
    }

    private static Route reading(Route route) {
        return route.order(BEFORE_RESOURCES)
                .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
                .failureHandler(RefinementRoutes::unread);
    }

    private static void unread(RoutingContext context) {
        if (context.statusCode() == ProblemCode.BODY_TOO_LARGE.status()) {
            Problems.answer(context, ProblemCode.BODY_TOO_LARGE, "body (expected: %,d bytes)".formatted(LONGEST_BODY));
        } else {
            context.next();
        }
    }

    private static void answer(Route route, BiConsumer<RoutingContext, Caller> work) {
        route.handler(context -> {
            try {
                work.accept(context, holding(CallerHeader.caller(context), Scope.INFERENCE));
            } catch (ProblemException refused) {
                Problems.answer(context, refused.problem());
            }
        });
    }

    private static Caller holding(Caller caller, Scope scope) {
        if (!caller.scopes().contains(scope)) {
            throw new ProblemException(
                    ProblemCode.SCOPE_MISSING,
                    "scope: " + scope.name().toLowerCase(Locale.ROOT).replace('_', ':'));
        }
        return caller;
    }

    private void generate(RoutingContext context, Caller caller) {
        Wish wish = Answers.value(WishReading.read(json(context)));
        desk.refine(caller, wish)
                .subscribe()
                .withSubscriber(new RefinementAnswer(context, wish, clock.instant(), json));
    }

    private void read(RoutingContext context, Caller caller) {
        tell(context, desk.settings(caller).map(Outcome::given));
    }

    private void change(RoutingContext context, Caller caller) {
        tell(context, desk.change(caller, whose(context, caller), json(context)));
    }

    private void reset(RoutingContext context, Caller caller) {
        tell(context, desk.reset(caller, whose(context, caller)).map(Outcome::given));
    }

    /** A tenant's own settings belong to whoever manages its models, everybody's to administrators. */
    private static Whose whose(RoutingContext context, Caller caller) {
        String asked = context.request().getParam("for", "tenant");
        return switch (asked) {
            case "tenant" -> {
                holding(caller, Scope.MODELS_WRITE);
                yield Whose.TENANT;
            }
            case "everybody" -> {
                holding(caller, Scope.ADMIN);
                yield Whose.EVERYBODY;
            }
            default ->
                throw new ProblemException(
                        ProblemCode.INVALID_PARAMETER, "for: not known (expected: tenant or everybody)");
        };
    }

    private static void tell(RoutingContext context, Uni<Outcome<Orchestration>> told) {
        told.subscribe()
                .with(
                        outcome -> context.vertx().runOnContext(here -> tell(context, outcome)),
                        failure -> failed(context, failure));
    }

    private static void tell(RoutingContext context, Outcome<Orchestration> outcome) {
        if (outcome instanceof Outcome.Given<Orchestration> given) {
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .end(OrchestrationReading.json(given.value()).toBuffer());
        } else {
            Problems.answer(context, Answers.problem(((Outcome.Refused<?>) outcome).refusal()));
        }
    }

    private static JsonObject json(RoutingContext context) {
        Buffer body = context.body().buffer();
        try {
            return new JsonObject(body == null ? Buffer.buffer() : body);
        } catch (DecodeException noObject) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "the body is not JSON (expected: an object)");
        }
    }

    static void failed(RoutingContext context, Throwable failure) {
        if (failure instanceof StoreUnavailable) {
            Problems.answer(context, StoreProblems.AWAY);
        } else {
            LOG.error("refinement failed code=internal-error", failure);
            Problems.answer(context, Problem.of(ProblemCode.INTERNAL_ERROR, null, null));
        }
    }
}
