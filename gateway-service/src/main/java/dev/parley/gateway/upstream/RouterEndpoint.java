package dev.parley.gateway.upstream;

import dev.parley.protocol.node.QueueReport;
import dev.parley.protocol.node.ServedModels;
import dev.parley.protocol.node.TaskTypeNames;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the router tells and is told besides inference, call by call. */
@RegisterRestClient(configKey = "router")
@RegisterClientHeaders(RouterEdge.class)
@RegisterProvider(RouterTurns.class)
@Path("/internal")
interface RouterEndpoint {

    @GET
    @Path("tasks")
    Uni<TaskTypeNames> tasks(@HeaderParam(CallerHeader.NAME) String caller);

    @GET
    @Path("served")
    Uni<ServedModels> served(@HeaderParam(CallerHeader.NAME) String caller);

    @GET
    @Path("queue")
    Uni<QueueReport> queue(@Url String base, @HeaderParam(CallerHeader.NAME) String caller);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
