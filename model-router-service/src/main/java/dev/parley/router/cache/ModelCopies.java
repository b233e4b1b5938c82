package dev.parley.router.cache;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.ExposedDigests;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Demand;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out which very weights a demand would be answered by, from what its nodes said last, be they there or not. */
final class ModelCopies {

    private final NodeDirectory nodes;
    private final Choice choice;

    ModelCopies(NodeDirectory nodes, Choice choice) {
        this.nodes = nodes;
        this.choice = choice;
    }

    /**
     * The models that may answer, by the names that are shown, with their digests; sorted.
     *
     * @return empty if there is none, or nobody can say of one of them what it is: nodes differ, tell no digest, or ask a
     *     remote service
     */
    Map<String, String> of(Demand demand) {
        Map<String, String> digests = new TreeMap<>();
        for (ModelName model : choice.models(demand)) {
            Optional<String> digest =
                    model.isCloud() ? Optional.empty() : ExposedDigests.agreed(model, demand.tenant(), nodes.all());
            if (digest.isEmpty()) {
                return Map.of();
            }
            digests.put(model.display(), digest.get());
        }
        return digests;
    }
}
