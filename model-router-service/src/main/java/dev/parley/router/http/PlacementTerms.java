package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.LoadModel;
import dev.parley.protocol.model.ModelPlacement;
import dev.parley.protocol.model.PlaceModels;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.NodeId;
import dev.parley.router.placement.ModelLoads;
import dev.parley.router.placement.Placement;
import dev.parley.transport.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a caller wants of models; what is wrong is refused by its field.
 *
 * @param registries where models may come from
 */
record PlacementTerms(Caller caller, AllowedModels allowed, List<String> registries) {

    private static final int MOST_NODES = 64;
    private static final int MOST_PLACEMENTS = 256;

    ModelLoads.Wanted wanted(@Nullable LoadModel request) {
        LoadModel body = Callers.body(request);
        ModelTarget.Named model = model(body.model(), "model");
        List<NodeId> only = nodes(Optional.ofNullable(body.nodes()).orElse(List.of()));
        int copies = within(body.copies(), Math.max(1, only.size()), 1, MOST_NODES, "copies");
        if (!only.isEmpty() && copies > only.size()) {
            throw invalid("copies: " + copies + " (expected: at most the nodes named, " + only.size() + ")", "copies");
        }
        return new ModelLoads.Wanted(
                model.name(),
                model.written(),
                copies,
                only,
                Optional.ofNullable(body.pull()).orElse(true));
    }

    List<Placement> placements(@Nullable PlaceModels request) {
        List<ModelPlacement> wishes = Callers.body(request).placements();
        if (wishes == null || wishes.size() > MOST_PLACEMENTS) {
            throw invalid("placements: a list (expected: at most " + MOST_PLACEMENTS + ")", "placements");
        }
        List<Placement> read = new ArrayList<>();
        Set<ModelName> seen = new HashSet<>();
        for (int i = 0; i < wishes.size(); i++) {
            String field = "placements[" + i + "].";
            ModelPlacement wish = wishes.get(i);
            ModelTarget.Named model = model(wish.model(), field + "model");
            int copies = within(wish.copies(), 1, 1, MOST_NODES, field + "copies");
            int warm = within(wish.warm(), 0, 0, copies, field + "warm");
            if (!seen.add(model.name())) {
                throw invalid("model: " + model.name() + " (expected: each model once)", field + "model");
            }
            read.add(new Placement(model.name(), model.written(), copies, warm));
        }
        return read;
    }

    ModelTarget.Named model(@Nullable String written, String field) {
        ModelName name = Optional.ofNullable(written)
                .flatMap(ModelName::parse)
                .orElseThrow(() -> invalid("model: " + written + " (expected: a model's name)", field));
        ModelTarget.Named model = new ModelTarget.Named(String.valueOf(written), name);
        if (name.isCloud()) {
            throw invalid("model: " + name + " (expected: a model that runs on nodes)", field);
        }
        if (!registries.contains(name.host())) {
            throw invalid("model: " + name + " (expected: from " + String.join(" or ", registries) + ")", field);
        }
        if (!allowed.mayAskFor(model)) {
            throw new ProblemException(
                    ProblemCode.MODEL_NOT_ALLOWED, "model '" + written + "' is not allowed for this key", field);
        }
        return model;
    }

    private static List<NodeId> nodes(List<String> names) {
        if (names.size() > MOST_NODES) {
            throw invalid("nodes: " + names.size() + " (expected: at most " + MOST_NODES + ")", "nodes");
        }
        List<NodeId> ids = new ArrayList<>();
        for (String name : names) {
            NodeId id = NodeId.parse(name)
                    .orElseThrow(() ->
                            new ProblemException(ProblemCode.NODE_UNKNOWN, "nodes: there is no node " + name, "nodes"));
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static int within(@Nullable Integer value, int absent, int least, int most, String field) {
        int given = value == null ? absent : value;
        if (given < least || given > most) {
            throw invalid(field + ": " + given + " (expected: " + least + " to " + most + ")", field);
        }
        return given;
    }

    private static ProblemException invalid(String detail, String field) {
        return new ProblemException(ProblemCode.INVALID_FIELD, detail, field);
    }
}
