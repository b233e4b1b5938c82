package dev.parley.orchestrator.upstream;

import dev.parley.protocol.model.PriceTable;
import dev.parley.protocol.node.NodeReports;
import dev.parley.protocol.node.ResolveMachines;
import dev.parley.protocol.node.ResolvedMachines;
import dev.parley.protocol.node.ServedModels;
import dev.parley.protocol.node.TaskTypeNames;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.edge.EdgeSecret;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The router's internal paths. Generating goes elsewhere: not through a REST client, byte by byte. */
@Path("/internal")
interface RouterApi {

    @GET
    @Path("/nodes")
    Uni<NodeReports> nodes(@HeaderParam(EdgeSecret.HEADER) String edge, @HeaderParam(CallerHeader.NAME) String caller);

    @GET
    @Path("/served")
    Uni<ServedModels> served(
            @HeaderParam(EdgeSecret.HEADER) String edge, @HeaderParam(CallerHeader.NAME) String caller);

    @GET
    @Path("/tasks")
    Uni<TaskTypeNames> tasks(
            @HeaderParam(EdgeSecret.HEADER) String edge, @HeaderParam(CallerHeader.NAME) String caller);

    @GET
    @Path("/prices")
    Uni<PriceTable> prices(@HeaderParam(EdgeSecret.HEADER) String edge, @HeaderParam(CallerHeader.NAME) String caller);

    @POST
    @Path("/machines/resolve")
    Uni<ResolvedMachines> resolve(
            @HeaderParam(EdgeSecret.HEADER) String edge,
            @HeaderParam(CallerHeader.NAME) String caller,
            ResolveMachines machines);
}
