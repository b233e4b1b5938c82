package dev.parley.gateway.http.auth;

import dev.parley.gateway.http.Paths;
import dev.parley.gateway.identity.Verdict.Refused;
import dev.parley.gateway.permission.Access;
import dev.parley.gateway.permission.Access.Row;
import dev.parley.gateway.permission.Demand;
import dev.parley.gateway.permission.ScopeName;
import dev.parley.protocol.problem.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds every request against the table of access, whichever route would serve it. */
@Singleton
class AccessPolicy implements HttpSecurityPolicy {

    /** Failure handlers are asked in the order of routes, and this one knows its failures. */
    private static final int FIRST = Integer.MIN_VALUE + 1;

    private final Refusals refusals;

    AccessPolicy(Refusals refusals) {
        this.refusals = refusals;
    }

    void answerRefusals(@Observes Router router) {
        router.route().order(FIRST).failureHandler(AccessPolicy::answerRefusal);
    }

    private static void answerRefusal(RoutingContext context) {
        if (context.failure() instanceof RefusedRequest refused) {
            context.request().resume();
            refused.answer(context);
        } else {
            context.next();
        }
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext authorization) {
        String path = context.normalizedPath();
        Optional<Demand> demand = Access.of(method(context), path);
        if (demand.isEmpty()) {
            return refuse(unserved(Access.at(path)));
        }
        return demand.get() instanceof Demand.Nothing
                ? CheckResult.permit()
                : identity.flatMap(caller -> check(demand.get(), caller));
    }

    private static String method(RoutingContext context) {
        return context.request().method().name();
    }

    private Uni<CheckResult> check(Demand demand, SecurityIdentity caller) {
        if (!(caller instanceof CallerIdentity known)) {
            return CheckResult.deny();
        }
        if (demand instanceof Demand.Holding holding
                && !known.who().caller().scopes().contains(holding.scope())) {
            Refused missing = Refused.because(ProblemCode.SCOPE_MISSING, "scope: " + ScopeName.of(holding.scope()));
            return refuse(context -> refusals.answer(context, missing));
        }
        return CheckResult.permit();
    }

    private static Consumer<RoutingContext> unserved(List<Row> rows) {
        if (rows.isEmpty()) {
            return Paths::notServed;
        }
        List<String> allowed =
                rows.stream().flatMap(row -> row.methods().stream()).toList();
        return context -> Paths.methodNotAllowed(context, allowed);
    }

    private static Uni<CheckResult> refuse(Consumer<RoutingContext> answer) {
        return Uni.createFrom().failure(new RefusedRequest(answer));
    }
}
