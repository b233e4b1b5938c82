package dev.parley.gateway.upstream;

import dev.parley.protocol.access.ConversationPayers;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the orchestrator is told of those who pay for conversations. */
@RegisterRestClient(configKey = "orchestrator")
@RegisterClientHeaders(OrchestratorEdge.class)
@Path("/internal/payers")
interface OrchestratorPayersEndpoint {

    @GET
    Uni<ConversationPayers> paying(@HeaderParam(CallerHeader.NAME) String gateway);

    @POST
    @Path("withheld/{why}")
    Uni<Void> withhold(@HeaderParam(CallerHeader.NAME) String payer, @PathParam("why") String why);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
