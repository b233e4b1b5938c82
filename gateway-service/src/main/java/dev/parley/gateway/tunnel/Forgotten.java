package dev.parley.gateway.tunnel;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages that were given up here, whose frames may still be on their way. Lives on its tunnel's loop. */
final class Forgotten {

    /** Longer than a frame is under way on a line that is not taken for dead. */
    private static final Duration LATE = Duration.ofSeconds(30);

    /** Some 100 bytes each. */
    private static final int MOST = 10_000;

    private final Map<Long, Instant> ids = new LinkedHashMap<>();

    void add(long id, Instant now) {
        ids.put(id, now);
        if (ids.size() > MOST) {
            ids.remove(ids.keySet().iterator().next());
        }
    }

    boolean has(long id) {
        return ids.containsKey(id);
    }

    void tick(Instant now) {
        Instant before = now.minus(LATE);
        ids.values().removeIf(added -> added.isBefore(before));
    }
}
