package dev.parley.router.capacity;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Service times as the leases of this router show them: of each model on each node, weighted so that the last ones count
 * most; where nothing is known, of the model anywhere, else of anything.
 */
final class LeaseDurations implements ServiceTimes {

    /** How much the newest counts: some ten requests make what was before them matter little. */
    private static final double NEWEST = 0.2;

    /** More models on nodes than any pool has; what was used longest ago is forgotten. */
    private static final int MOST = 4_096;

    private record Model(@Nullable NodeId node, @Nullable ModelName model) {}

    private static final Model ANY = new Model(null, null);

    private final Map<Model, Double> seconds = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Model, Double> eldest) {
            return size() > MOST;
        }
    };

    void took(Place place, Duration duration) {
        // A clock that was set back makes no request shorter than nothing.
        double took = Math.max(0, duration.toNanos() / 1e9);
        learn(new Model(place.node(), place.model()), took);
        learn(new Model(null, place.model()), took);
        learn(ANY, took);
    }

    @Override
    public Duration expectedAt(Place place) {
        Double known = seconds.get(new Model(place.node(), place.model()));
        if (known == null) {
            known = seconds.get(new Model(null, place.model()));
        }
        if (known == null) {
            known = seconds.getOrDefault(ANY, 0.0);
        }
        return Duration.ofNanos(Math.round(known * 1e9));
    }

    private void learn(Model model, double took) {
        seconds.merge(model, took, (before, now) -> before + (now - before) * NEWEST);
    }
}
