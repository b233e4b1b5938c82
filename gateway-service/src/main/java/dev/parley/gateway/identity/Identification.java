package dev.parley.gateway.identity;

import dev.parley.gateway.StoreAway;
import dev.parley.gateway.identity.Verdict.Good;
import dev.parley.gateway.identity.Verdict.Refused;
import dev.parley.gateway.key.BootstrapKey;
import dev.parley.gateway.key.KeptKey;
import dev.parley.gateway.key.KnownKeys;
import dev.parley.gateway.key.SecretHash;
import dev.parley.gateway.quota.Limits;
import dev.parley.gateway.session.KeptSession;
import dev.parley.gateway.session.KnownSessions;
import dev.parley.gateway.token.IssuerAway;
import dev.parley.gateway.token.TokenVerdict;
import dev.parley.gateway.token.Tokens;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Finds out who shows a credential. What is known here is judged at once; whatever must be searched for costs its address a
 * guess, and gives it back when it proves to be none.
 */
public final class Identification {

    private final BootstrapKey bootstrap;
    private final KnownKeys keys;
    private final KnownSessions sessions;
    private final Tokens tokens;
    private final Limits bearers;
    private final Guesses guesses;
    private final InstantSource clock;

    /** What is being searched for: many requests at once with one credential are one look, and cost one guess. */
    private final ConcurrentMap<SecretHash, Uni<Verdict>> searches = new ConcurrentHashMap<>();

    /**
     * Everything that makes a caller known.
     *
     * @param bearers what each bearer of a token may use; keys have limits of their own
     */
    public Identification(
            BootstrapKey bootstrap,
            KnownKeys keys,
            KnownSessions sessions,
            Tokens tokens,
            Limits bearers,
            Guesses guesses,
            InstantSource clock) {
        this.bootstrap = bootstrap;
        this.keys = keys;
        this.sessions = sessions;
        this.tokens = tokens;
        this.bearers = bearers;
        this.guesses = guesses;
        this.clock = clock;
    }

    /**
     * Whose credential this is.
     *
     * @param address where it came from, as coarse as guesses are counted
     * @return never fails but by a bug
     */
    public Uni<Verdict> of(Credential credential, String address) {
        if (credential instanceof Credential.Key key) {
            return key(key, address);
        }
        if (credential instanceof Credential.Session session) {
            return session(session.token().hash(), address);
        }
        if (credential instanceof Credential.Token token) {
            return token(token.text(), address);
        }
        return judged(address, () -> answer(unknown()));
    }

    private Uni<Verdict> key(Credential.Key shown, String address) {
        SecretHash hash = shown.key().hash();
        return here(shown.key().id())
                .filter(kept -> kept.hash().equals(hash))
                .map(kept -> answer(judge(kept, shown.inPath())))
                .orElseGet(() -> searched(hash, address, () -> search(shown, hash)));
    }

    private Optional<KeptKey> here(String id) {
        return bootstrap.withId(id).or(() -> keys.known(id));
    }

    private Uni<Verdict> search(Credential.Key shown, SecretHash hash) {
        return keys.find(shown.key().id())
                .map(found -> found.filter(kept -> kept.hash().equals(hash))
                        .map(kept -> judge(kept, shown.inPath()))
                        .orElseGet(Identification::unknown));
    }

    private Verdict judge(KeptKey key, boolean inPath) {
        if (key.isRevoked()) {
            return Refused.because(
                    ProblemCode.KEY_REVOKED, "key " + key.caller().key());
        }
        if (key.isExpired(clock.instant())) {
            return Refused.because(
                    ProblemCode.KEY_EXPIRED, "key " + key.caller().key() + " ended at " + key.expiresAt());
        }
        return inPath && !key.inPath()
                ? Refused.because(
                        ProblemCode.KEY_UNKNOWN, "key " + key.caller().key() + " in the path (expected: in a header)")
                : new Good(Identified.until(key.caller(), key.limits(), key.expiresAt()));
    }

    /** A session that was good a moment ago is no guess. */
    private Uni<Verdict> session(SecretHash token, String address) {
        return sessions.known(token)
                .map(this::signedIn)
                .orElseGet(() -> sessions.wasSeen(token)
                        ? opened(token).onFailure(Identification::isAway).recoverWithItem(Identification::unavailable)
                        : searched(token, address, () -> opened(token)));
    }

    private Uni<Verdict> opened(SecretHash token) {
        return sessions.find(token).flatMap(found -> found.map(this::signedIn).orElseGet(() -> answer(unknown())));
    }

    /** A session is never worth more than what opened it. */
    private Uni<Verdict> signedIn(KeptSession session) {
        Caller caller = session.caller();
        if (!clock.instant().isBefore(session.expiresAt())) {
            return answer(Refused.because(ProblemCode.KEY_EXPIRED, "the session ended at " + session.expiresAt()));
        }
        if (caller.key().startsWith(Tokens.CALLER_PREFIX)) {
            return answer(new Good(Identified.forGood(caller, bearers).signedIn(session)));
        }
        return here(caller.key())
                .map(key -> answer(judge(key, session)))
                .orElseGet(() -> keys.find(caller.key())
                        .map(found -> found.map(key -> judge(key, session)).orElseGet(Identification::unknown))
                        .onFailure(StoreAway.class)
                        .recoverWithItem(Identification::unavailable));
    }

    private Verdict judge(KeptKey key, KeptSession session) {
        Verdict verdict = judge(key, false);
        return verdict instanceof Good good ? new Good(good.who().signedIn(session)) : verdict;
    }

    /** A good token of a known signing key costs nothing; any other might be a guess. */
    private Uni<Verdict> token(String token, String address) {
        return tokens.judgeAtOnce(token)
                .filter(TokenVerdict.Good.class::isInstance)
                .map(good -> answer(verdict(good)))
                .orElseGet(() -> searched(
                        SecretHash.of(token), address, () -> tokens.judge(token).map(this::verdict)));
    }

    private Verdict verdict(TokenVerdict judged) {
        if (judged instanceof TokenVerdict.Good good) {
            return new Good(Identified.until(good.caller(), bearers, good.until()));
        }
        return Refused.because(ProblemCode.TOKEN_INVALID, ((TokenVerdict.Wrong) judged).detail());
    }

    private Uni<Verdict> searched(SecretHash credential, String address, Supplier<Uni<Verdict>> search) {
        return Uni.createFrom()
                .deferred(() -> searches.computeIfAbsent(
                        credential,
                        none -> Uni.createFrom()
                                .deferred(() -> judged(address, search))
                                .onTermination()
                                .invoke(() -> searches.remove(credential))
                                .memoize()
                                .indefinitely()));
    }

    private Uni<Verdict> judged(String address, Supplier<Uni<Verdict>> search) {
        Duration wait = guesses.take(address);
        if (!wait.isZero()) {
            return answer(new Refused(ProblemCode.TOO_MANY_ATTEMPTS, "too many wrong credentials", wait));
        }
        return search.get()
                .onFailure(Identification::isAway)
                .recoverWithItem(Identification::unavailable)
                .invoke(verdict -> {
                    if (!isGuess(verdict)) {
                        guesses.giveBack(address);
                    }
                });
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof StoreAway || failure instanceof IssuerAway;
    }

    private static boolean isGuess(Verdict verdict) {
        return verdict instanceof Refused refused
                && (refused.code() == ProblemCode.KEY_UNKNOWN || refused.code() == ProblemCode.TOKEN_INVALID);
    }

    private static Verdict unknown() {
        return Refused.because(ProblemCode.KEY_UNKNOWN, "the key that was shown is not known");
    }

    private static Verdict unavailable() {
        return Refused.because(
                ProblemCode.IDENTITY_UNAVAILABLE, "this replica does not know the key and cannot look it up");
    }

    private static Uni<Verdict> answer(Verdict verdict) {
        return Uni.createFrom().item(verdict);
    }
}
