package dev.parley.gateway.upstream;

import dev.parley.protocol.model.PlaceModels;
import dev.parley.protocol.model.PlacementReports;
import dev.parley.protocol.model.UnloadModel;
import dev.parley.protocol.model.UnloadedModel;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Which models the router keeps where, call by call. */
@RegisterRestClient(configKey = "router")
@RegisterClientHeaders(RouterEdge.class)
@RegisterProvider(RouterTurns.class)
@Path("/internal/models")
interface RouterModelsEndpoint {

    @POST
    @Path("unload")
    Uni<UnloadedModel> unload(@HeaderParam(CallerHeader.NAME) String caller, UnloadModel model);

    @GET
    @Path("placements")
    Uni<PlacementReports> placements(@HeaderParam(CallerHeader.NAME) String caller);

    @PUT
    @Path("placements")
    Uni<PlacementReports> place(@HeaderParam(CallerHeader.NAME) String caller, PlaceModels wishes);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
