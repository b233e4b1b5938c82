package dev.parley.gateway.token;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Judges tokens. */
public interface Tokens {

    /** How {@code Caller.key()} of a bearer begins. No id of a key does. */
    String CALLER_PREFIX = "jwt:";

    /** The verdict on this token if what it takes is known here. Asks nobody. */
    Optional<TokenVerdict> judgeAtOnce(String token);

    /**
     * Whether this is a good token.
     *
     * @return fails with {@link IssuerAway} if that cannot be found out
     */
    Uni<TokenVerdict> judge(String token);

    /** No issuer is trusted. */
    static Tokens none() {
        return new Tokens() {
            @Override
            public Optional<TokenVerdict> judgeAtOnce(String token) {
                return Optional.of(new TokenVerdict.Wrong("token (expected: a key; no issuer is trusted here)"));
            }

            @Override
            public Uni<TokenVerdict> judge(String token) {
                return Uni.createFrom().item(judgeAtOnce(token).orElseThrow());
            }
        };
    }
}
