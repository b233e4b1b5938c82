package dev.parley.router.kubernetes;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.model.Capability;
import dev.parley.router.model.ModelName;
import java.util.List;
import java.util.Set;

/**
 * Pods that do the same work, as one Service describes them.
 *
 * @param name what the Service's label says; starts its nodes' names
 * @param service its Service, {@code namespace/name}
 * @param models what it is declared to serve, as spelled, best first; known even while it has no pod
 * @param maxConcurrent how many requests each of its pods may be given at once
 * @param maxPerModel of one model
 */
public record Pool(
        String name,
        String service,
        List<String> models,
        Set<Capability> capabilities,
        NodeKind kind,
        int maxConcurrent,
        int maxPerModel) {

    public Pool {
        models = List.copyOf(models);
        capabilities = Set.copyOf(capabilities);
    }

    /** Whether it is declared to serve the model. */
    boolean declares(ModelName model) {
        return models.stream()
                .anyMatch(written ->
                        ModelName.parse(written).filter(model::equals).isPresent());
    }
}
