package dev.parley.router.capacity;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What this router has running where, and since when. Not thread-safe: its door keeper guards it. */
final class Occupied {

    private record Model(NodeId node, ModelName model) {}

    /** @param since milliseconds of the epoch, all summed up */
    private record Running(int count, long since) {}

    private static final Running NOTHING = new Running(0, 0);

    private final Map<NodeId, Integer> perNode = new HashMap<>();
    private final Map<Model, Running> perModel = new HashMap<>();

    int at(NodeId node) {
        return perNode.getOrDefault(node, 0);
    }

    boolean hasRoom(Place place) {
        return at(place.node()) < place.limit().perNode()
                && at(place).count() < place.limit().perModel();
    }

    /** Whether a model runs at a node, or is being loaded there for a request. */
    boolean runs(Place place) {
        return at(place).count() > 0;
    }

    /** How long those that run of a model at a node have done so on average; zero if none does. */
    Duration runningFor(Place place, Instant now) {
        Running running = at(place);
        return running.count() == 0
                ? Duration.ZERO
                : Duration.ofMillis(now.toEpochMilli() - running.since() / running.count());
    }

    void add(Place place, Instant now) {
        perNode.merge(place.node(), 1, Integer::sum);
        Running running = at(place);
        perModel.put(modelOf(place), new Running(running.count() + 1, running.since() + now.toEpochMilli()));
    }

    void remove(Place place, Instant since) {
        perNode.computeIfPresent(place.node(), (node, count) -> count == 1 ? null : count - 1);
        perModel.computeIfPresent(
                modelOf(place),
                (model, running) -> running.count() == 1
                        ? null
                        : new Running(running.count() - 1, running.since() - since.toEpochMilli()));
    }

    private Running at(Place place) {
        return perModel.getOrDefault(modelOf(place), NOTHING);
    }

    private static Model modelOf(Place place) {
        return new Model(place.node(), place.model());
    }
}
