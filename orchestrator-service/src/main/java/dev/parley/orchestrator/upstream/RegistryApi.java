package dev.parley.orchestrator.upstream;

import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ClaimedIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.edge.EdgeSecret;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;

/** The idea registry's internal paths. */
@Path("/internal")
interface RegistryApi {

    @POST
    @Path("/claims")
    Uni<ClaimedIdeas> claim(
            @HeaderParam(EdgeSecret.HEADER) String edge,
            @HeaderParam(CallerHeader.NAME) String caller,
            ClaimIdeas claim);

    @POST
    @Path("/claims/confirm")
    Uni<Void> confirm(
            @HeaderParam(EdgeSecret.HEADER) String edge,
            @HeaderParam(CallerHeader.NAME) String caller,
            ConfirmIdeas confirmation);

    @DELETE
    @Path("/conversations/{id}/ideas")
    Uni<Void> remove(
            @HeaderParam(EdgeSecret.HEADER) String edge,
            @HeaderParam(CallerHeader.NAME) String caller,
            @PathParam("id") UUID conversation);
}
