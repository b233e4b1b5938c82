package dev.parley.orchestrator.http;

import static dev.parley.orchestrator.http.PlainRoutes.answer;
import static dev.parley.orchestrator.http.PlainRoutes.first;
import static dev.parley.orchestrator.http.PlainRoutes.holding;
import static dev.parley.orchestrator.http.PlainRoutes.reading;
import static dev.parley.orchestrator.http.PlainRoutes.tell;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.refinement.Orchestration;
import dev.parley.orchestrator.refinement.OrchestrationReading;
import dev.parley.orchestrator.refinement.Orchestrations.Whose;
import dev.parley.orchestrator.refinement.RefinementDesk;
import dev.parley.orchestrator.refinement.Wish;
import dev.parley.orchestrator.refinement.WishReading;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Improved answers and their settings: plain routes, because answers may be streamed. */
@Singleton
final class RefinementRoutes {

    private static final long LONGEST_BODY = 1_000_000;
    private static final String SETTINGS = "/config/orchestration";

    private final RefinementDesk desk;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration quiet;

    RefinementRoutes(RefinementDesk desk, ObjectMapper json, Clock clock, OrchestratorConfig config) {
        this.desk = desk;
        this.json = json;
        this.clock = clock;
        this.quiet = config.stream().heartbeat();
    }

    void register(@Observes Router router) {
        answer(reading(router.post("/generate"), LONGEST_BODY), this::generate);
        answer(first(router.get(SETTINGS)), this::read);
        answer(reading(router.put(SETTINGS), LONGEST_BODY), this::change);
        answer(first(router.delete(SETTINGS)), this::reset);
    }

    private void generate(RoutingContext context, Caller caller) {
        Wish wish = Answers.value(WishReading.read(PlainRoutes.json(context)));
        desk.refine(caller, wish)
                .subscribe()
                .withSubscriber(new RefinementAnswer(context, wish, clock.instant(), quiet, json));
    }

    private void read(RoutingContext context, Caller caller) {
        tell(context, desk.settings(caller).<Outcome<Orchestration>>map(Outcome::given), OrchestrationReading::json);
    }

    private void change(RoutingContext context, Caller caller) {
        tell(
                context,
                desk.change(caller, whose(context, caller), PlainRoutes.json(context)),
                OrchestrationReading::json);
    }

    private void reset(RoutingContext context, Caller caller) {
        tell(
                context,
                desk.reset(caller, whose(context, caller)).<Outcome<Orchestration>>map(Outcome::given),
                OrchestrationReading::json);
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
}
