package dev.parley.router.redis;

import dev.parley.router.capacity.Place;
import dev.parley.router.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The claims of this process: what Redis must be told when it has forgotten. Not thread-safe. */
final class HeldClaims {

    private final Map<Long, Place> held = new HashMap<>();

    /** Where something of this process may stand in Redis that was given back and not heard. */
    private final Set<NodeId> used = new LinkedHashSet<>();

    private long last;

    long next() {
        return ++last;
    }

    void add(long number, Place place) {
        held.put(number, place);
        used.add(place.node());
    }

    void remove(long number) {
        held.remove(number);
    }

    int size() {
        return held.size();
    }

    /** Whether all that was ever held on a node was given back, while Redis may not have heard of it. */
    boolean isLeftOver(NodeId node) {
        return used.contains(node)
                && held.values().stream().noneMatch(place -> place.node().equals(node));
    }

    /** All of it, to be told to Redis in place of what it knows. */
    Told tell() {
        Told told = new Told(List.copyOf(used), Map.copyOf(held));
        used.clear();
        held.values().forEach(place -> used.add(place.node()));
        return told;
    }

    /** What was told did not arrive. */
    void unheard(Told told) {
        used.addAll(told.nodes);
    }

    /**
     * What was held at one moment.
     *
     * @param nodes where this process may have left anything
     */
    record Told(List<NodeId> nodes, Map<Long, Place> held) {

        /** The processes, then each node. */
        List<String> keys() {
            List<String> keys = new ArrayList<>();
            keys.add(Keys.PROCESSES);
            nodes.forEach(node -> keys.add(Keys.of(node)));
            return keys;
        }

        /** What belongs to {@link #keys()}: indices count from 1, as in Lua. */
        List<String> arguments(String process, Duration lapse) {
            List<String> arguments = new ArrayList<>(List.of(process, String.valueOf(lapse.toMillis())));
            held.forEach((number, place) -> {
                arguments.add(String.valueOf(nodes.indexOf(place.node()) + 2));
                arguments.add(String.valueOf(number));
                arguments.add(place.model().toString());
            });
            return arguments;
        }
    }
}
