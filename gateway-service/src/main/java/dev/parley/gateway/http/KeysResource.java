package dev.parley.gateway.http;

import dev.parley.gateway.key.ApiKey;
import dev.parley.gateway.key.KeyAdministration;
import dev.parley.gateway.key.KeyCursor;
import dev.parley.gateway.key.NewKey;
import dev.parley.protocol.access.KeyPage;
import dev.parley.protocol.access.KeyReport;
import dev.parley.protocol.access.KeyRequest;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Handing keys out and taking them back. */
@Path("/api/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Access")
class KeysResource {

    private final KeyAdministration keys;
    private final CurrentCaller caller;
    private final RandomGenerator random;
    private final Clock clock;

    KeysResource(KeyAdministration keys, CurrentCaller caller, RandomGenerator random, Clock clock) {
        this.keys = keys;
        this.caller = caller;
        this.random = random;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List keys, newest first", description = "Those of every tenant, revoked ones included.")
    public Uni<KeyPage> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return keys.page(Pages.limit(limit), Optional.ofNullable(cursor).map(KeysResource::read));
    }

    private static KeyCursor read(String cursor) {
        return KeyCursor.parse(cursor).orElseThrow(() -> Pages.notACursor(cursor));
    }

    @POST
    @CustomDeserialization(StrictBodies.class)
    @Operation(summary = "Hand out a key", description = "The answer is the only place where the key is ever seen.")
    @APIResponse(
            responseCode = "201",
            description = "It opens what it was made for, everywhere within two seconds.",
            content = @Content(schema = @Schema(implementation = KeyReport.class)))
    public Uni<Response> handOut(@Nullable KeyRequest request) {
        ApiKey key = ApiKey.mint(random);
        NewKey terms = new KeyTerms(Bodies.required(request), caller.get(), clock.instant()).of(key);
        return keys.handOut(terms, caller.get()).map(report -> created(report, key));
    }

    private static Response created(KeyReport report, ApiKey key) {
        KeyReport once = new KeyReport(
                report.id(),
                report.prefix(),
                key.reveal(),
                report.name(),
                report.tenant(),
                report.scopes(),
                report.models(),
                report.limits(),
                report.pathPrefix(),
                report.createdAt(),
                report.expiresAt(),
                report.revokedAt());
        return Response.created(URI.create("/api/keys/" + report.id()))
                .header("Cache-Control", "no-store")
                .entity(once)
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Take a key back", description = "For good, everywhere within two seconds. Repeatable.")
    @APIResponse(responseCode = "204", description = "It opens nothing any more.")
    public Uni<Void> takeBack(@PathParam("id") String id) {
        return keys.takeBack(id, caller.get(), clock.instant())
                .invoke(there -> {
                    if (!there) {
                        throw new ProblemException(ProblemCode.NOT_FOUND, "there is no such key");
                    }
                })
                .replaceWithVoid();
    }
}
