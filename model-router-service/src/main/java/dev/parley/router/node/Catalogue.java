package dev.parley.router.node;

import dev.parley.router.model.ModelName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a node was last known to be and have. Parts that a probe did not get stay as they were: a node whose list fails
 * may still infer.
 *
 * @param models by name, in the node's order
 * @param loaded those in memory, by name
 */
public record Catalogue(
        Optional<String> version, Map<ModelName, HostedModel> models, Map<ModelName, LoadedModel> loaded) {

    /** Of a node that never answered. */
    public static final Catalogue UNKNOWN = new Catalogue(Optional.empty(), Map.of(), Map.of());

    /** Only what may be used of it. */
    Catalogue within(Reach reach) {
        return new Catalogue(version, only(models, reach), only(loaded, reach));
    }

    private static <T> Map<ModelName, T> only(Map<ModelName, T> all, Reach reach) {
        Map<ModelName, T> within = new LinkedHashMap<>(all);
        within.keySet().removeIf(name -> !reach.includes(name));
        return within;
    }

    /** With what a probe brought. */
    public Catalogue updated(ProbeResult probe) {
        return new Catalogue(
                probe.version().or(() -> version),
                probe.models().orElse(models),
                probe.loaded().orElse(loaded));
    }
}
