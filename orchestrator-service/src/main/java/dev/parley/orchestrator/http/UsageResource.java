package dev.parley.orchestrator.http;

import dev.parley.orchestrator.usage.UsageReading;
import dev.parley.protocol.access.ConversationUsage;
import dev.parley.transport.edge.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What conversations cost, for the gateway to add to what it has counted itself. Any key may ask for its own. */
@Path("/internal/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "usage")
public class UsageResource {

    private final UsageReading usage;
    private final CurrentCaller caller;

    UsageResource(UsageReading usage, CurrentCaller caller) {
        this.usage = usage;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Tokens of conversations by hour, key and model",
            description =
                    "Of the caller's tenant: its own key, or with scope admin any key, and all of them if none is"
                            + " named; with `tenants=all` one key's of whatever tenant. Hours are those of UTC, from the hour that `from` lies in. Called by the gateway only.")
    public Uni<ConversationUsage> page(
            @QueryParam("key") @Nullable String key,
            @QueryParam("tenants") @Nullable String tenants,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor) {
        return usage.page(caller.get(), key, tenants, from, to, cursor).map(Answers::value);
    }
}
