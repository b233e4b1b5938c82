package dev.parley.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.upstream.ProgressLines;
import dev.parley.gateway.upstream.RouterRelay;
import dev.parley.gateway.upstream.RouterRelay.InferenceCall;
import dev.parley.protocol.model.LoadModel;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Loading a model: how far it has come is passed on as the router tells it. Who leaves does not call it off. */
@ApplicationScoped
class ModelLoads {

    /** After bodies were read, before the framework's routes. */
    private static final int BEFORE_RESOURCES = -10;

    private static final String PATH = "/api/models/load";

    private final RouterRelay router;
    private final Visits visits;
    private final ObjectMapper json;
    private final ObjectReader bodies;

    ModelLoads(RouterRelay router, Visits visits, ObjectMapper json) {
        this.router = router;
        this.visits = visits;
        this.json = json;
        this.bodies = new StrictBodies().apply(json, LoadModel.class);
    }

    void serve(@Observes Router routes) {
        routes.post(PATH).order(BEFORE_RESOURCES).handler(this::load);
        routes.route(PATH).order(BEFORE_RESOURCES + 1).handler(ModelLoads::otherMethod);
    }

    private static void otherMethod(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
        Problems.answer(
                context, ProblemCode.METHOD_NOT_ALLOWED, context.request().method() + " (expected: POST)");
    }

    private void load(RoutingContext context) {
        Downstream client = Downstream.of(context);
        try {
            @Nullable LoadModel wanted = bodies.readValue(context.body().asString());
            load(context, client, Bodies.required(wanted));
        } catch (JsonProcessingException wrong) {
            Problems.answer(context, Problems.of(wrong));
        } catch (ProblemException wrong) {
            Problems.answer(context, wrong.problem());
        }
    }

    private void load(RoutingContext context, Downstream client, LoadModel wanted) throws JsonProcessingException {
        Identified who = Identified.of(context);
        String model = wanted.model() == null ? "" : wanted.model();
        InferenceCall call = new InferenceCall(
                ProgressLines::form,
                HttpMethod.POST,
                "/internal/models/load",
                model,
                RequestBody.of(Buffer.buffer(json.writeValueAsBytes(wanted))));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.CONTENT_TYPE, "application/json");
        Visits.Visit visit = visits.begin(who, client::dismiss);
        router.pass(
                        call,
                        headers,
                        who.caller(),
                        client,
                        fault -> Problems.answer(
                                context, ProblemCode.SERVICE_UNAVAILABLE, "the router cannot be reached"))
                .onComplete(ended -> {
                    visit.close();
                    client.dismissed().onSuccess(why -> Problems.answer(context, Problem.of(why, null, null)));
                });
    }
}
