package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.LoadModel;
import dev.parley.protocol.model.ModelProgress;
import dev.parley.protocol.model.PlaceModels;
import dev.parley.protocol.model.PlacementReports;
import dev.parley.protocol.model.UnloadModel;
import dev.parley.protocol.model.UnloadedModel;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.PlacementConfig;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.NodeId;
import dev.parley.router.placement.ModelLoads;
import dev.parley.router.placement.ModelUnloads;
import dev.parley.router.placement.Placement;
import dev.parley.router.placement.PlacementBoard;
import dev.parley.router.placement.Reconciler;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Loading and unloading models, and where they are wished for. For callers with the scope {@code models:write}. */
@Path("/internal/models")
class ModelsResource {

    private final ModelLoads loads;
    private final ModelUnloads unloads;
    private final PlacementBoard board;
    private final Reconciler reconciler;
    private final PlacementConfig config;
    private final CurrentCaller caller;

    ModelsResource(
            ModelLoads loads,
            ModelUnloads unloads,
            PlacementBoard board,
            Reconciler reconciler,
            PlacementConfig config,
            CurrentCaller caller) {
        this.loads = loads;
        this.unloads = unloads;
        this.board = board;
        this.reconciler = reconciler;
        this.config = config;
        this.caller = caller;
    }

    @POST
    @Path("load")
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<ModelProgress> load(@Nullable LoadModel request) {
        ModelLoads.Answer answer = loads.begin(terms().wanted(request));
        if (answer instanceof ModelLoads.Answer.Refused refused) {
            throw new ProblemException(refused.code(), refused.why());
        }
        return ProgressRecords.of(((ModelLoads.Answer.Begun) answer).undertaking());
    }

    @POST
    @Path("unload")
    public Uni<UnloadedModel> unload(@Nullable UnloadModel request) {
        PlacementTerms terms = terms();
        ModelTarget.Named model = terms.model(Callers.body(request).model(), "model");
        if (board.wishes().stream().anyMatch(wish -> wish.model().equals(model.name()) && wish.warm() > 0)) {
            throw new ProblemException(
                    ProblemCode.MODEL_PLACED, model.name() + " is wished for in memory: change its placement first");
        }
        return Uni.createFrom()
                .completionStage(() -> unloads.everywhere(
                        model.name(), model.written(), terms.caller().tenant()))
                .map(result -> unloaded(model.name().display(), result));
    }

    private static UnloadedModel unloaded(String model, ModelUnloads.Result result) {
        if (!result.refusals().isEmpty()) {
            throw new ProblemException(ProblemCode.NODE_FAILED, String.join("; ", result.refusals()));
        }
        return new UnloadedModel(
                model,
                result.done().stream().map(NodeId::value).toList(),
                result.unreached().stream().map(NodeId::value).toList());
    }

    @GET
    @Path("placements")
    public PlacementReports placements() {
        terms();
        return PlacementReporting.of(board.isCurrent(), reconciler.standings());
    }

    @PUT
    @Path("placements")
    public Uni<PlacementReports> place(@Nullable PlaceModels request) {
        PlacementTerms terms = terms();
        List<Placement> wishes = terms.placements(request);
        return Uni.createFrom()
                .completionStage(() -> board.replace(wishes, terms.caller().key()))
                .onFailure()
                .transform(away -> new ProblemException(
                        ProblemCode.STORE_UNAVAILABLE, "placements cannot be kept now; what is known of them holds"))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(done -> {
                    reconciler.tick();
                    return PlacementReporting.of(board.isCurrent(), reconciler.standings());
                });
    }

    private PlacementTerms terms() {
        Caller writer = Callers.modelsWriter(caller.get());
        return new PlacementTerms(writer, AllowedModels.of(writer.models()), config.registries());
    }
}
