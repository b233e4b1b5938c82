package dev.parley.gateway.session;

import dev.parley.gateway.StoreAway;
import dev.parley.gateway.key.SecretHash;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this replica has seen lately. Each is looked up again after a short while, so that signing out counts
 * everywhere; while it cannot be looked up, what is known is trusted for a time of grace.
 */
public final class KnownSessions {

    /**
     * How much is kept and for how long.
     *
     * @param most sessions; beyond that an arbitrary one is looked up again
     * @param fresh how long one is believed without looking
     * @param grace how long it is believed while nobody can look
     */
    public record Bounds(int most, Duration fresh, Duration grace) {}

    private final KeptSessions kept;
    private final Bounds bounds;
    private final InstantSource clock;
    private final ConcurrentMap<SecretHash, Seen> seen = new ConcurrentHashMap<>();
    private final Map<SecretHash, Uni<Optional<KeptSession>>> searches = new ConcurrentHashMap<>();

    /** Has seen none. */
    public KnownSessions(KeptSessions kept, Bounds bounds, InstantSource clock) {
        this.kept = kept;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** The session with this token if it was looked up just now. Asks nobody. */
    public Optional<KeptSession> known(SecretHash token) {
        return Optional.ofNullable(seenWithin(token, bounds.fresh())).map(Seen::session);
    }

    /** Whether it was there when it was last looked up here, however long ago that is. */
    public boolean wasSeen(SecretHash token) {
        return seen.containsKey(token);
    }

    private @Nullable Seen seenWithin(SecretHash token, Duration age) {
        Seen last = seen.get(token);
        return last != null && !clock.instant().isAfter(last.at().plus(age)) ? last : null;
    }

    /**
     * The session with this token. Many who ask for one at once are answered by one look.
     *
     * @return fails with {@link StoreAway} if nobody can look and it was not seen within the time of grace
     */
    public Uni<Optional<KeptSession>> find(SecretHash token) {
        return Uni.createFrom().deferred(() -> searches.computeIfAbsent(token, this::search));
    }

    private Uni<Optional<KeptSession>> search(SecretHash token) {
        return kept.find(token)
                .invoke(found -> found.ifPresentOrElse(this::remember, () -> seen.remove(token)))
                .onFailure(StoreAway.class)
                .recoverWithUni(away -> fromMemory(token, away))
                .onTermination()
                .invoke(() -> searches.remove(token))
                .memoize()
                .indefinitely();
    }

    private Uni<Optional<KeptSession>> fromMemory(SecretHash token, Throwable away) {
        Seen last = seenWithin(token, bounds.grace());
        return last == null ? Uni.createFrom().failure(away) : Uni.createFrom().item(Optional.of(last.session()));
    }

    private void remember(KeptSession session) {
        if (seen.size() >= bounds.most() && !seen.containsKey(session.hash())) {
            seen.keySet().stream().findAny().ifPresent(seen::remove);
        }
        seen.put(session.hash(), new Seen(session, clock.instant()));
    }

    /** Keeps a new session. */
    public Uni<Void> keep(KeptSession session) {
        return kept.keep(session, clock.instant());
    }

    /**
     * Those of these that have been ended, here or by another replica.
     *
     * @return fails with {@link StoreAway} if nobody can look
     */
    public Uni<Set<SecretHash>> endedAmong(Set<SecretHash> tokens) {
        return kept.present(tokens).map(present -> {
            Set<SecretHash> ended = new HashSet<>(tokens);
            ended.removeAll(present);
            seen.keySet().removeAll(ended);
            return ended;
        });
    }

    /** Ends a session. */
    public Uni<Void> end(SecretHash token) {
        return kept.forget(token).invoke(() -> seen.remove(token));
    }

    private record Seen(KeptSession session, Instant at) {}
}
