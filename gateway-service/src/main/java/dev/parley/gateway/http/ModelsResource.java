package dev.parley.gateway.http;

import dev.parley.gateway.upstream.RouterModels;
import dev.parley.protocol.model.PlaceModels;
import dev.parley.protocol.model.PlacementReports;
import dev.parley.protocol.model.UnloadModel;
import dev.parley.protocol.model.UnloadedModel;
import dev.parley.transport.edge.CurrentCaller;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which models are to be where; loading one is in {@link ModelLoads}. */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Nodes")
class ModelsResource {

    private final RouterModels models;
    private final CurrentCaller caller;

    ModelsResource(RouterModels models, CurrentCaller caller) {
        this.models = models;
        this.caller = caller;
    }

    @POST
    @Path("unload")
    @CustomDeserialization(StrictBodies.class)
    @Operation(summary = "Take a model out of every memory that it is in", description = "Repeatable.")
    public Uni<UnloadedModel> unload(@Nullable UnloadModel model) {
        return models.unload(caller.get(), Bodies.required(model));
    }

    @GET
    @Path("placements")
    @Operation(summary = "Which models are wished for on how many nodes, and how far that has come true")
    public Uni<PlacementReports> placements() {
        return models.placements(caller.get());
    }

    @PUT
    @Path("placements")
    @CustomDeserialization(StrictBodies.class)
    @Operation(summary = "Wish for models", description = "In place of all that was wished for before.")
    public Uni<PlacementReports> place(@Nullable PlaceModels wishes) {
        return models.place(caller.get(), Bodies.required(wishes));
    }
}
