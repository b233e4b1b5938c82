package dev.parley.router.relay;

import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which models stand in, and in which order, for one that cannot answer. */
public final class Fallbacks {

    private final Map<Object, List<ModelTarget>> chains;

    private Fallbacks(Map<Object, List<ModelTarget>> chains) {
        this.chains = Map.copyOf(chains);
    }

    /**
     * As an operator wrote them.
     *
     * @param written by model, {@code auto} or {@code task:<type>}
     * @throws IllegalArgumentException naming what is no model
     */
    public static Fallbacks of(Map<String, List<String>> written, TaskTypes tasks) {
        Map<Object, List<ModelTarget>> chains = new HashMap<>();
        written.forEach((model, others) -> chains.put(
                key(target(model, tasks)),
                others.stream().map(other -> target(other, tasks)).toList()));
        return new Fallbacks(chains);
    }

    /** What stands in for this; empty if nothing does. */
    List<ModelTarget> of(ModelTarget target) {
        return chains.getOrDefault(key(target), List.of());
    }

    private static Object key(ModelTarget target) {
        return target instanceof ModelTarget.Named named
                ? named.name()
                : target.written().toLowerCase(Locale.ROOT);
    }

    private static ModelTarget target(String written, TaskTypes tasks) {
        return ModelTarget.parse(written.strip(), tasks)
                .orElseThrow(() -> new IllegalArgumentException(
                        "router.fallbacks: " + written + " (expected: a model, auto or task:<type>)"));
    }
}
