package dev.parley.gateway.upstream;

import dev.parley.protocol.node.TunnelLease;
import dev.parley.protocol.node.TunnelRequest;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The router's tunnels, call by call. */
@RegisterRestClient(configKey = "router")
@RegisterClientHeaders(RouterEdge.class)
@RegisterProvider(RouterTurns.class)
@Path("/internal/tunnels/{name}")
interface RouterTunnelsEndpoint {

    @PUT
    Uni<TunnelLease> register(
            @HeaderParam(CallerHeader.NAME) String caller, @PathParam("name") String name, TunnelRequest how);

    @DELETE
    Uni<Void> deregister(
            @HeaderParam(CallerHeader.NAME) String caller,
            @PathParam("name") String name,
            @QueryParam("url") String url);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
