package dev.parley.router.selection;

import dev.parley.router.node.NodeId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where what belongs together was answered last. Bounded: what was silent longest is forgotten. Safe for many threads. */
public final class Affinities {

    private final Map<Affinity, NodeId> places;

    /** @param most that are remembered */
    public Affinities(int most) {
        this.places = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Affinity, NodeId> eldest) {
                return size() > most;
            }
        };
    }

    /** A node answers it. */
    public void answers(Affinity affinity, NodeId node) {
        synchronized (places) {
            places.put(affinity, node);
        }
    }

    Optional<NodeId> of(Affinity affinity) {
        synchronized (places) {
            return Optional.ofNullable(places.get(affinity));
        }
    }
}
