package dev.parley.simulatednode.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that are installed now. */
public final class Catalogue {

    private final Map<String, Model> models = new LinkedHashMap<>();
    private final List<Model> initial;

    public Catalogue(Collection<Model> models) {
        initial = List.copyOf(models);
        reset();
    }

    /** Back to what the node was started with. */
    public void reset() {
        models.clear();
        initial.forEach(this::put);
    }

    /** The model of that name, without regard to case. */
    public Optional<Model> find(ModelName name) {
        return Optional.ofNullable(models.get(name.key()));
    }

    public void put(Model model) {
        models.put(model.name().key(), model);
    }

    /** Whether there was such a model. */
    public boolean remove(ModelName name) {
        return models.remove(name.key()) != null;
    }

    /** All models, newest first. */
    public List<Model> newestFirst() {
        return models.values().stream()
                .sorted(Comparator.comparing((Model model) -> model.modifiedAt().toInstant())
                        .reversed())
                .toList();
    }
}
