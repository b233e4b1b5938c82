package dev.parley.orchestrator.upstream;

import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ClaimedIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.edge.EdgeSecret;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The idea registry's internal paths. */
@Path("/internal/claims")
interface RegistryApi {

    @POST
    Uni<ClaimedIdeas> claim(
            @HeaderParam(EdgeSecret.HEADER) String edge,
            @HeaderParam(CallerHeader.NAME) String caller,
            ClaimIdeas claim);

    @POST
    @Path("/confirm")
    Uni<Void> confirm(
            @HeaderParam(EdgeSecret.HEADER) String edge,
            @HeaderParam(CallerHeader.NAME) String caller,
            ConfirmIdeas confirmation);
}
