package dev.parley.router.node;

import dev.parley.router.model.ModelName;
import java.util.Map;
import java.util.Optional;

/** What one look at a node brought: each part separately, since each may fail alone. */
public record ProbeResult(
        Optional<String> version,
        Optional<Map<ModelName, HostedModel>> models,
        Optional<Map<ModelName, LoadedModel>> loaded,
        Optional<String> trouble) {

    /** Of a look that could not be taken. */
    static ProbeResult nothing(String trouble) {
        return new ProbeResult(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(trouble));
    }

    /** Whether it answered at all. */
    public boolean alive() {
        return version.isPresent() || models.isPresent() || loaded.isPresent();
    }
}
