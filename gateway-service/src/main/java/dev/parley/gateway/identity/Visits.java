package dev.parley.gateway.identity;

import dev.parley.gateway.key.KeptKey;
import dev.parley.gateway.key.KnownKeys;
import dev.parley.gateway.key.SecretHash;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is being answered to callers, so that it ends when what they showed does: an answer may last much longer than the
 * look at a key. There are no more of them than connections.
 */
public final class Visits {

    /** One of them. */
    public interface Visit extends AutoCloseable {

        /** It is over by itself. Repeatable. */
        @Override
        void close();
    }

    private final KnownKeys keys;
    private final InstantSource clock;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    /** @param keys say which are revoked */
    public Visits(KnownKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Begins one.
     *
     * @param end ends it for this reason; called once at most, from any thread
     */
    public Visit begin(Identified who, Consumer<ProblemCode> end) {
        Open visit = new Open(who, end);
        open.add(visit);
        return visit;
    }

    /** Ends those whose key has been revoked or has expired. To be called whenever keys changed, and every second. */
    public void review() {
        Instant now = clock.instant();
        open.forEach(visit -> over(visit.who, now).ifPresent(visit::end));
    }

    /** The sessions that something is answered to. */
    public Set<SecretHash> sessions() {
        return open.stream()
                .map(visit -> visit.who.session())
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Ends those of these sessions: their pages have signed out. */
    public void end(Set<SecretHash> sessions) {
        open.stream()
                .filter(visit -> visit.who.session() != null && sessions.contains(visit.who.session()))
                .forEach(visit -> visit.end(ProblemCode.SESSION_ENDED));
    }

    private Optional<ProblemCode> over(Identified who, Instant now) {
        if (keys.known(who.caller().key()).filter(KeptKey::isRevoked).isPresent()) {
            return Optional.of(ProblemCode.KEY_REVOKED);
        }
        @Nullable Instant until = who.until();
        return until == null || now.isBefore(until) ? Optional.empty() : Optional.of(ProblemCode.KEY_EXPIRED);
    }

    /** How many there are. */
    public int count() {
        return open.size();
    }

    /** Equal to itself alone: one caller may have many. */
    private final class Open implements Visit {

        private final Identified who;
        private final Consumer<ProblemCode> end;

        Open(Identified who, Consumer<ProblemCode> end) {
            this.who = who;
            this.end = end;
        }

        void end(ProblemCode why) {
            if (open.remove(this)) {
                end.accept(why);
            }
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }
}
