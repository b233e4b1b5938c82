package dev.parley.gateway.key;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys that this replica knows, so that most requests ask nobody. It is told of every change ({@link #sync}); while it
 * cannot be told, it trusts what it knows for a time of grace, and finds nobody new.
 *
 * <p>No stale key survives here: what a sync brings and what a search finds are merged by their change, and before the first
 * sync nothing is kept. Only keys that exist enter, so nobody fills it by guessing.
 */
public final class KnownKeys {

    /**
     * How much is kept and for how long.
     *
     * @param most keys; beyond that an arbitrary one is forgotten, and found again when it is used
     * @param grace how long they are trusted after the last sync
     */
    public record Bounds(int most, Duration grace) {}

    private static final long NEVER = -1;
    private static final BinaryOperator<KeptKey> NEWER =
            BinaryOperator.maxBy(Comparator.comparingLong(KeptKey::changed));

    private final KeptKeys kept;
    private final Bounds bounds;
    private final InstantSource clock;
    private final ConcurrentMap<String, KeptKey> known = new ConcurrentHashMap<>();
    private final Map<String, Uni<Optional<KeptKey>>> searches = new ConcurrentHashMap<>();
    private volatile long position = NEVER;
    private volatile @Nullable Instant synced;

    /** Knows nothing yet. */
    public KnownKeys(KeptKeys kept, Bounds bounds, InstantSource clock) {
        this.kept = kept;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** The key with this id if it is known here and can be trusted. Asks nobody. */
    public Optional<KeptKey> known(String id) {
        KeptKey key = known.get(id);
        return key != null && isTrusted() ? Optional.of(key) : Optional.empty();
    }

    private boolean isTrusted() {
        Instant last = synced;
        return last != null && !clock.instant().isAfter(last.plus(bounds.grace()));
    }

    /**
     * The key with this id, wherever it is known. Many who ask for one at once are answered by one search.
     *
     * @return fails with {@link dev.parley.gateway.StoreAway} if it is not known here and cannot be searched for
     */
    public Uni<Optional<KeptKey>> find(String id) {
        return known(id).map(key -> Uni.createFrom().item(Optional.of(key))).orElseGet(() -> search(id));
    }

    private Uni<Optional<KeptKey>> search(String id) {
        return Uni.createFrom().deferred(() -> searches.computeIfAbsent(id, this::begin));
    }

    private Uni<Optional<KeptKey>> begin(String id) {
        boolean keeping = position != NEVER;
        return kept.find(id)
                .map(found -> found.map(key -> keeping ? remember(key) : key))
                .onTermination()
                .invoke(() -> searches.remove(id))
                .memoize()
                .indefinitely();
    }

    private KeptKey remember(KeptKey key) {
        String id = key.caller().key();
        if (known.size() >= bounds.most() && !known.containsKey(id)) {
            known.keySet().stream().findAny().ifPresent(known::remove);
        }
        return known.merge(id, key, NEWER);
    }

    /**
     * Learns what has changed since the last time.
     *
     * @return what has changed, oldest first; fails with {@link dev.parley.gateway.StoreAway}, and is worth repeating then
     */
    public Uni<List<KeptKey>> sync() {
        return Uni.createFrom().deferred(() -> position == NEVER ? begin() : follow());
    }

    private Uni<List<KeptKey>> begin() {
        return kept.lastChange().map(last -> {
            advance(last);
            return List.of();
        });
    }

    private Uni<List<KeptKey>> follow() {
        return kept.changedSince(position, bounds.most()).map(this::learn);
    }

    private List<KeptKey> learn(List<KeptKey> changes) {
        changes.forEach(this::remember);
        advance(changes.isEmpty() ? position : changes.get(changes.size() - 1).changed());
        return changes;
    }

    private void advance(long change) {
        position = change;
        synced = clock.instant();
    }

    /** How many are known. */
    public int size() {
        return known.size();
    }
}
