package dev.parley.gateway.token;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys as they were last read. They are read again when a token names one that is not among them, and every so
 * often, so that a withdrawn key stops counting; both no more often than bearable for the issuer.
 */
public final class KnownSigningKeys {

    /**
     * How often the issuer is asked and how long its answer counts.
     *
     * @param pause at least so long between two questions, whatever tokens name
     * @param refresh after so long it is asked again
     * @param grace so much longer its answer counts if it cannot be asked
     */
    public record Bounds(Duration pause, Duration refresh, Duration grace) {}

    private static final Logger LOG = Logger.getLogger(KnownSigningKeys.class);

    private final SigningKeys issuer;
    private final Bounds bounds;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Uni<Answer>> asking = new AtomicReference<>();
    private volatile @Nullable Answer last;
    private volatile @Nullable Instant asked;

    /** Knows none yet. */
    public KnownSigningKeys(SigningKeys issuer, Bounds bounds, InstantSource clock) {
        this.issuer = issuer;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** The keys with this id that are known here, usually one. Asks the issuer beside if it is time for that. */
    List<PublicJsonWebKey> known(String id) {
        Answer answer = last;
        if (answer == null || !counts(answer)) {
            return List.of();
        }
        if (age(answer).compareTo(bounds.refresh()) > 0 && mayAsk()) {
            ask().subscribe().with(fresh -> {}, away -> LOG.warnf("issuer's keys cannot be read cause=%s", away));
        }
        return answer.with(id);
    }

    private Duration age(Answer answer) {
        return Duration.between(answer.at(), clock.instant());
    }

    private boolean counts(Answer answer) {
        return age(answer).compareTo(bounds.refresh().plus(bounds.grace())) <= 0;
    }

    /**
     * The keys with this id, wherever they are known; none if the issuer was asked a moment ago and has none.
     *
     * @return fails with {@link IssuerAway} if the issuer cannot be asked
     */
    Uni<List<PublicJsonWebKey>> find(String id) {
        return Uni.createFrom().deferred(() -> {
            List<PublicJsonWebKey> here = known(id);
            if (!here.isEmpty()) {
                return Uni.createFrom().item(here);
            }
            return asking.get() == null && !mayAsk() ? remember(id) : ask().map(answer -> answer.with(id));
        });
    }

    /** The issuer was asked a moment ago, so what it said then has to do. */
    private Uni<List<PublicJsonWebKey>> remember(String id) {
        Answer answer = last;
        return answer != null && counts(answer)
                ? Uni.createFrom().item(answer.with(id))
                : Uni.createFrom().failure(new IssuerAway(new IllegalStateException("it did not answer a moment ago")));
    }

    private boolean mayAsk() {
        Instant before = asked;
        return before == null || !clock.instant().isBefore(before.plus(bounds.pause()));
    }

    /** Whoever asks while somebody asks already gets the same answer. */
    private Uni<Answer> ask() {
        Uni<Answer> mine = Uni.createFrom()
                .deferred(issuer::read)
                .map(keys -> new Answer(keys, clock.instant()))
                .invoke(answer -> last = answer)
                .onFailure()
                .transform(IssuerAway::new)
                .onTermination()
                .invoke(() -> asking.set(null))
                .memoize()
                .indefinitely();
        Uni<Answer> first = asking.compareAndExchange(null, mine);
        if (first != null) {
            return first;
        }
        asked = clock.instant();
        return mine;
    }

    private record Answer(List<PublicJsonWebKey> keys, Instant at) {
        List<PublicJsonWebKey> with(String id) {
            return keys.stream().filter(key -> id.equals(key.getKeyId())).toList();
        }
    }
}
