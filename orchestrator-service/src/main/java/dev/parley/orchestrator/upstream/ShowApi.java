package dev.parley.orchestrator.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.edge.EdgeSecret;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a node says of a model, through the router. */
@Path("/api/show")
interface ShowApi {

    @POST
    Uni<RestResponse<JsonNode>> show(
            @HeaderParam(EdgeSecret.HEADER) String edge,
            @HeaderParam(CallerHeader.NAME) String caller,
            @HeaderParam("X-Parley-Node") @Nullable String node,
            Map<String, String> model);
}
