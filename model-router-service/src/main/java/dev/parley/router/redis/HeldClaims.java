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
    private final Set<NodeId> everUsed = new LinkedHashSet<>();
    private long last;

    long next() {
        return ++last;
    }

    void add(long number, Place place) {
        held.put(number, place);
        everUsed.add(place.node());
    }

    void remove(long number) {
        held.remove(number);
    }

    int size() {
        return held.size();
    }

    /** The processes, then each node this process ever used: elsewhere it cannot have left anything. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add(Keys.PROCESSES);
        everUsed.forEach(node -> keys.add(Keys.of(node)));
        return keys;
    }

    /** What belongs to {@link #keys()}: indices count from 1, as in Lua. */
    List<String> arguments(String process, Duration lapse) {
        List<String> keys = keys();
        List<String> arguments = new ArrayList<>(List.of(process, String.valueOf(lapse.toMillis())));
        held.forEach((number, place) -> {
            arguments.add(String.valueOf(keys.indexOf(Keys.of(place.node())) + 1));
            arguments.add(String.valueOf(number));
            arguments.add(place.model().toString());
        });
        return arguments;
    }
}
