package dev.parley.gateway.http;

import dev.parley.gateway.usage.UsageReading;
import dev.parley.protocol.access.UsageReport;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What keys have used. */
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
class UsageResource {

    private final UsageReading usage;
    private final CurrentCaller caller;
    private final Clock clock;

    UsageResource(UsageReading usage, CurrentCaller caller, Clock clock) {
        this.usage = usage;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "What a key has used", description = "One's own; with scope `admin` any key's, by its id.")
    public Uni<UsageReport> of(
            @Parameter(description = "An instant, 2026-02-01T00:00:00Z; the month's beginning if it is absent")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "An instant; now if it is absent") @QueryParam("to") @Nullable String to,
            @Parameter(description = "A key's id; one's own if it is absent") @QueryParam("key") @Nullable String key) {
        Caller by = caller.get();
        Instant begin = from == null ? thisMonth() : instant("from", from);
        Instant end = to == null ? clock.instant() : instant("to", to);
        return uni(
                key == null || key.equals(by.key())
                        ? usage.own(by, begin, end)
                        : usage.any(by, allowed(by, key), begin, end));
    }

    private static String allowed(Caller by, String key) {
        if (!by.scopes().contains(Scope.ADMIN)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "another key's usage needs the scope admin", "key");
        }
        return key;
    }

    private Instant thisMonth() {
        return YearMonth.now(clock).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant instant(String parameter, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new ProblemException(
                    ProblemCode.INVALID_PARAMETER,
                    parameter + ": " + text + " (expected: an instant such as 2026-02-01T00:00:00Z)",
                    parameter);
        }
    }

    private static Uni<UsageReport> uni(Future<UsageReport> report) {
        return Uni.createFrom()
                .completionStage(report.toCompletionStage())
                .onFailure()
                .transform(away ->
                        new ProblemException(ProblemCode.STORE_UNAVAILABLE, "what keys have used cannot be looked up"));
    }
}
