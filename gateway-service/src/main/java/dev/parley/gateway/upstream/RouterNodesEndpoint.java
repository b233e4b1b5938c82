package dev.parley.gateway.upstream;

import dev.parley.protocol.node.NodeReport;
import dev.parley.protocol.node.NodeReports;
import dev.parley.protocol.node.NodeRequest;
import dev.parley.protocol.node.ShareNode;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The router's nodes, call by call. */
@RegisterRestClient(configKey = "router")
@RegisterClientHeaders(RouterEdge.class)
@RegisterProvider(RouterTurns.class)
@Path("/internal/nodes")
interface RouterNodesEndpoint {

    @GET
    Uni<NodeReports> all(@HeaderParam(CallerHeader.NAME) String caller);

    @POST
    Uni<NodeReport> add(@HeaderParam(CallerHeader.NAME) String caller, @Nullable NodeRequest node);

    @GET
    @Path("{name}")
    Uni<NodeReport> one(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("name") String name);

    @PATCH
    @Path("{name}")
    Uni<NodeReport> change(
            @HeaderParam(CallerHeader.NAME) String caller, @PathParam("name") String name, @Nullable NodeRequest node);

    @DELETE
    @Path("{name}")
    Uni<Void> remove(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("name") String name);

    @POST
    @Path("{name}/drain")
    Uni<NodeReport> drain(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("name") String name);

    @POST
    @Path("{name}/resume")
    Uni<NodeReport> resume(@HeaderParam(CallerHeader.NAME) String caller, @PathParam("name") String name);

    @POST
    @Path("{name}/share")
    Uni<NodeReport> share(
            @HeaderParam(CallerHeader.NAME) String caller, @PathParam("name") String name, @Nullable ShareNode share);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
