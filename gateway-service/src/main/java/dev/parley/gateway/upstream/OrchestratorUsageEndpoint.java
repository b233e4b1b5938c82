package dev.parley.gateway.upstream;

import dev.parley.protocol.access.ConversationUsage;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What the orchestrator tells the gateway of the cost of conversations. */
@RegisterRestClient(configKey = "orchestrator")
@RegisterClientHeaders(OrchestratorEdge.class)
@Path("/internal/usage")
interface OrchestratorUsageEndpoint {

    @GET
    Uni<ConversationUsage> page(
            @HeaderParam(CallerHeader.NAME) String caller,
            @QueryParam("key") String key,
            @QueryParam("tenants") @Nullable String tenants,
            @QueryParam("from") Instant from,
            @QueryParam("to") Instant to,
            @QueryParam("cursor") @Nullable String cursor);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
