package dev.parley.gateway.http.auth;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.http.StrictBodies;
import dev.parley.gateway.identity.Identification;
import dev.parley.gateway.identity.Verdict;
import dev.parley.gateway.identity.Verdict.Good;
import dev.parley.gateway.identity.Verdict.Refused;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.session.KeptSession;
import dev.parley.gateway.session.KnownSessions;
import dev.parley.gateway.session.SessionToken;
import dev.parley.protocol.access.SessionRequest;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing the page in and out, so that no script ever holds a key. */
@Path("/api/session")
@Tag(ref = "Access")
class SessionResource {

    private final Identification identification;
    private final KnownSessions sessions;
    private final Visits visits;
    private final Refusals refusals;
    private final RandomGenerator random;
    private final Clock clock;
    private final Duration lasts;

    SessionResource(
            Identification identification,
            KnownSessions sessions,
            Visits visits,
            Refusals refusals,
            RandomGenerator random,
            Clock clock,
            GatewayConfig config) {
        this.identification = identification;
        this.sessions = sessions;
        this.visits = visits;
        this.refusals = refusals;
        this.random = random;
        this.clock = clock;
        this.lasts = config.identity().session();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(StrictBodies.class)
    @Operation(
            summary = "Sign the page in",
            description =
                    "With the key or token of the body or of a header. The cookie opens what that opens, no longer.")
    @APIResponse(responseCode = "204", description = "The cookie `parley_session` is set.")
    public Uni<Response> signIn(@Context HttpServerRequest http, @Nullable SessionRequest request) {
        return answer(http, shown(http, request));
    }

    /** With what a header shows, and no body. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Uni<Response> signIn(@Context HttpServerRequest http) {
        return answer(http, Shown.inHeaders(http));
    }

    private Uni<Response> answer(HttpServerRequest http, Set<String> shown) {
        return judge(shown, Neighbourhood.of(http.remoteAddress()))
                .flatMap(verdict -> verdict instanceof Good good
                        ? open(good, http)
                        : Uni.createFrom().item(refusals.response((Refused) verdict)));
    }

    private static Set<String> shown(HttpServerRequest http, @Nullable SessionRequest request) {
        Set<String> texts = Shown.inHeaders(http);
        if (request != null && request.key() != null && !request.key().isBlank()) {
            texts.add(request.key().strip());
        }
        return texts;
    }

    private Uni<Verdict> judge(Set<String> texts, String address) {
        return switch (texts.size()) {
            case 0 -> Uni.createFrom().item(CallerMechanism.NOTHING_SHOWN);
            case 1 -> identification.of(Shown.credential(texts.iterator().next(), false), address);
            default -> Uni.createFrom().item(CallerMechanism.AMBIGUOUS);
        };
    }

    private Uni<Response> open(Good good, HttpServerRequest http) {
        SessionToken token = SessionToken.mint(random);
        Instant now = clock.instant();
        Instant until = now.plus(lasts);
        Instant ends = good.who().until();
        Instant end = ends != null && ends.isBefore(until) ? ends : until;
        return sessions.keep(new KeptSession(token.hash(), good.who().caller(), end))
                .map(kept -> Response.noContent()
                        .header(
                                HttpHeaders.SET_COOKIE,
                                SessionCookie.set(token, Duration.between(now, end), host(http)))
                        .build());
    }

    @DELETE
    @Operation(
            summary = "Sign the page out",
            description = "Everywhere within two seconds, with all that is open. Repeatable.")
    @APIResponse(responseCode = "204", description = "The cookie is removed, and opens nothing any more.")
    public Uni<Response> signOut(@Context HttpServerRequest http) {
        return SessionCookie.in(http)
                .map(token -> sessions.end(token.hash()).invoke(() -> visits.end(Set.of(token.hash()))))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .map(ended -> Response.noContent()
                        .header(HttpHeaders.SET_COOKIE, SessionCookie.remove(host(http)))
                        .build());
    }

    private static @Nullable String host(HttpServerRequest http) {
        return http.getHeader(HttpHeaders.HOST);
    }
}
