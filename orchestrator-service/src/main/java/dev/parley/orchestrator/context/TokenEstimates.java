package dev.parley.orchestrator.context;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many tokens a text is for a model, as far as this process has learned. The models used last are remembered. */
public final class TokenEstimates {

    /** Ratios of a model are a hundred bytes; no pool serves more models than this. */
    private static final int MOST_MODELS = 1_000;

    private final Map<String, Rates> models = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rates> eldest) {
            return size() > MOST_MODELS;
        }
    };

    Rates of(String model) {
        synchronized (models) {
            return models.computeIfAbsent(model, first -> new Rates());
        }
    }
}
