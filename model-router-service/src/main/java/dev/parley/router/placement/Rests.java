package dev.parley.router.placement;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What did not help lately and is not tried again at once: errands that failed, and models that were loaded and put out
 * again, because two of them do not fit beside one another. Pauses double. Not safe for threads.
 */
final class Rests {

    private final Duration first;
    private final Duration longest;
    private final Map<Key, Rest> rests = new HashMap<>();

    /** An errand. */
    record Key(NodeId node, ModelName model, Errand.Kind kind) {}

    private record Rest(Instant until, Duration pause, String reason) {}

    Rests(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** It was tried, and pauses before it is tried again; for longer if it was tried not long ago. */
    void tried(Key key, String reason, Instant now) {
        rests.compute(key, (same, before) -> {
            Duration pause = before == null ? first : shorter(before.pause().multipliedBy(2), longest);
            return new Rest(now.plus(pause), pause, reason);
        });
    }

    boolean allow(Key key, Instant now) {
        Rest rest = rests.get(key);
        return rest == null || !now.isBefore(rest.until());
    }

    /** Why it pauses. */
    Optional<String> reason(Key key) {
        return Optional.ofNullable(rests.get(key)).map(Rest::reason).filter(reason -> !reason.isEmpty());
    }

    /** What has not been tried for as long again as it paused begins from the start. */
    void forget(Instant now) {
        rests.values()
                .removeIf(rest -> now.isAfter(rest.until().plus(rest.pause()).plus(longest)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
