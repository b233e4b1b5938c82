package dev.parley.gateway.upstream;

import dev.parley.protocol.model.ExperimentReports;
import dev.parley.protocol.model.PriceTable;
import dev.parley.protocol.model.SetExperiments;
import dev.parley.protocol.model.SetPrices;
import dev.parley.transport.edge.CallerHeader;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The router's tables of aliases and prices, call by call. */
@RegisterRestClient(configKey = "router")
@RegisterClientHeaders(RouterEdge.class)
@Path("/internal")
interface RouterTablesEndpoint {

    @GET
    @Path("experiments")
    Uni<ExperimentReports> experiments(@Url String base, @HeaderParam(CallerHeader.NAME) String caller);

    @PUT
    @Path("experiments")
    Uni<ExperimentReports> set(@HeaderParam(CallerHeader.NAME) String caller, SetExperiments aliases);

    @GET
    @Path("prices")
    Uni<PriceTable> prices(@HeaderParam(CallerHeader.NAME) String caller);

    @PUT
    @Path("prices")
    Uni<PriceTable> set(@HeaderParam(CallerHeader.NAME) String caller, SetPrices prices);

    @ClientExceptionMapper
    static RuntimeException refusal(Response response) {
        return ServiceRefusal.of(response);
    }
}
