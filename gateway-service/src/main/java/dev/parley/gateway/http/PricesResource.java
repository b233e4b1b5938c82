package dev.parley.gateway.http;

import dev.parley.gateway.audit.AuditLog;
import dev.parley.gateway.upstream.RouterTables;
import dev.parley.protocol.access.AuditAction;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.PriceTable;
import dev.parley.protocol.model.SetPrices;
import dev.parley.transport.edge.CurrentCaller;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What models cost. */
@Path("/api/prices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
class PricesResource {

    private final RouterTables tables;
    private final AuditLog log;
    private final CurrentCaller caller;

    PricesResource(RouterTables tables, AuditLog log, CurrentCaller caller) {
        this.tables = tables;
        this.log = log;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "What a million tokens of each model cost",
            description = "Those of the settings, and over them those that were set here.")
    public Uni<PriceTable> read() {
        return tables.prices(caller.get());
    }

    @PUT
    @CustomDeserialization(StrictBodies.class)
    @Operation(
            summary = "Set prices",
            description =
                    "All at once, in place of those that were set before; repeatable, and what is read can be set.")
    public Uni<PriceTable> set(@Nullable SetPrices wanted) {
        Caller by = caller.get();
        SetPrices prices = Bodies.required(wanted);
        return tables.set(by, prices)
                .call(done -> log.write(by, AuditAction.PRICES_SET, prices)
                        .onFailure()
                        .transform(StoreProblems::notWrittenDown));
    }
}
