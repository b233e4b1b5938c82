package dev.parley.gateway.upstream;

import dev.parley.protocol.conversation.Round;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The one call of the orchestrator that takes minutes; a client of its own, so that it takes no other call's connection. */
@RegisterRestClient(configKey = "orchestrator-rounds")
@RegisterClientHeaders(OrchestratorEdge.class)
@Path("/api/conversations")
interface OrchestratorRoundEndpoint {

    @POST
    @Path("{id}/round")
    Uni<Round> round(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("id") UUID id);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
