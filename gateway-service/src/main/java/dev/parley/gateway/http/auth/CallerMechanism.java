package dev.parley.gateway.http.auth;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.IdentityConfig.Mode;
import dev.parley.gateway.identity.Identification;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.LocalCaller;
import dev.parley.gateway.identity.Verdict;
import dev.parley.gateway.identity.Verdict.Good;
import dev.parley.gateway.identity.Verdict.Refused;
import dev.parley.gateway.permission.Access;
import dev.parley.gateway.permission.Demand;
import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Finds out who a request comes from, on every route there is: resources, relayed paths, event streams and sockets. Paths
 * that ask nothing of their caller are not looked at, so that a stale cookie shuts nobody out.
 */
@Singleton
class CallerMechanism implements HttpAuthenticationMechanism {

    private static final String REFUSED = "refused";
    static final Refused NOTHING_SHOWN = Refused.because(
            ProblemCode.KEY_MISSING, "no key (expected: Authorization: Bearer <key>, or x-api-key: <key>)");
    static final Refused AMBIGUOUS = Refused.because(
            ProblemCode.AMBIGUOUS_CREDENTIALS, "two different credentials in one request (expected: one)");

    private final boolean open;
    private final Identified local;
    private final Identification identification;
    private final Refusals refusals;

    CallerMechanism(GatewayConfig config, LocalCaller local, Identification identification, Refusals refusals) {
        this.open = config.identity().mode() == Mode.OFF;
        this.local = Identified.forGood(local.get(), Limits.NONE);
        this.identification = identification;
        this.refusals = refusals;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (open) {
            return Uni.createFrom().item(admit(context, new Good(local)));
        }
        Shown shown = Shown.in(context);
        if (shown.isNothing() || asksNothing(context)) {
            return Uni.createFrom().nullItem();
        }
        if (shown.isAmbiguous()) {
            return Uni.createFrom().failure(failed(AMBIGUOUS));
        }
        return identification
                .of(shown.credential(), Neighbourhood.of(context.request().remoteAddress()))
                .map(verdict -> follow(context, verdict));
    }

    /** Also what is not served at all: whoever asks for it need not be known to be told so. */
    private static boolean asksNothing(RoutingContext context) {
        return Access.of(context.request().method().name(), context.normalizedPath())
                .filter(demand -> !(demand instanceof Demand.Nothing))
                .isEmpty();
    }

    private static SecurityIdentity follow(RoutingContext context, Verdict verdict) {
        if (verdict instanceof Good good) {
            return admit(context, good);
        }
        throw failed((Refused) verdict);
    }

    private static SecurityIdentity admit(RoutingContext context, Good good) {
        good.who().keep(context);
        CallerHeader.keep(context, good.who().caller());
        return new CallerIdentity(good);
    }

    private static AuthenticationFailedException failed(Refused refused) {
        return new AuthenticationFailedException(Map.of(REFUSED, refused));
    }

    /** Answers whoever showed something that is not good, and whoever showed nothing where something is needed. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        AuthenticationFailedException failure = HttpSecurityUtils.getAuthenticationFailureFromEvent(context);
        Refused refused = failure == null ? null : failure.getAttribute(REFUSED);
        refusals.answer(context, refused == null ? NOTHING_SHOWN : refused);
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
