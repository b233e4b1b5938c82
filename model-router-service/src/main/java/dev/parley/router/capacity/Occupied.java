package dev.parley.router.capacity;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import java.util.HashMap;
import java.util.Map;

/** What this router has running where. Not thread-safe: its door keeper guards it. */
final class Occupied {

    private record Model(NodeId node, ModelName model) {}

    private final Map<NodeId, Integer> perNode = new HashMap<>();
    private final Map<Model, Integer> perModel = new HashMap<>();

    int at(NodeId node) {
        return perNode.getOrDefault(node, 0);
    }

    boolean hasRoom(Place place) {
        return at(place.node()) < place.limit().perNode()
                && perModel.getOrDefault(modelOf(place), 0) < place.limit().perModel();
    }

    void add(Place place) {
        perNode.merge(place.node(), 1, Integer::sum);
        perModel.merge(modelOf(place), 1, Integer::sum);
    }

    void remove(Place place) {
        perNode.computeIfPresent(place.node(), (node, count) -> count == 1 ? null : count - 1);
        perModel.computeIfPresent(modelOf(place), (model, count) -> count == 1 ? null : count - 1);
    }

    private static Model modelOf(Place place) {
        return new Model(place.node(), place.model());
    }
}
