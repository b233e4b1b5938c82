package dev.parley.gateway.http;

import dev.parley.gateway.audit.AuditLog;
import dev.parley.gateway.upstream.RouterExperiments;
import dev.parley.gateway.upstream.RouterTables;
import dev.parley.protocol.access.AuditAction;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.ExperimentReports;
import dev.parley.protocol.model.SetExperiments;
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

/** Names that stand for models by weight, and what came of them. */
@Path("/api/experiments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Nodes")
class ExperimentsResource {

    private final RouterExperiments experiments;
    private final RouterTables tables;
    private final AuditLog log;
    private final CurrentCaller caller;

    ExperimentsResource(RouterExperiments experiments, RouterTables tables, AuditLog log, CurrentCaller caller) {
        this.experiments = experiments;
        this.tables = tables;
        this.log = log;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "The aliases, their variants, and what came of each",
            description =
                    "Counted by the routers that can be reached, since they began: `since` is when the last of them did.")
    public Uni<ExperimentReports> read() {
        return experiments.read(caller.get());
    }

    @PUT
    @CustomDeserialization(StrictBodies.class)
    @Operation(
            summary = "Let names stand for models",
            description =
                    "All aliases at once, in place of those that were set before; repeatable. Every router knows them"
                            + " within two seconds, also after a restart.")
    public Uni<ExperimentReports> set(@Nullable SetExperiments wanted) {
        Caller by = caller.get();
        SetExperiments aliases = Bodies.required(wanted);
        return tables.set(by, aliases)
                .call(done -> log.write(by, AuditAction.EXPERIMENTS_SET, aliases)
                        .onFailure()
                        .transform(StoreProblems::notWrittenDown));
    }
}
