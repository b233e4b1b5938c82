package dev.parley.gateway.token;

import dev.parley.gateway.token.TokenVerdict.Wrong;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Judges the tokens of one issuer by its published keys. Only signatures with a private key count: a shared secret could be
 * the public key itself, and no signature is none.
 */
public final class IssuedTokens implements Tokens {

    static final List<String> ALGORITHMS = List.of(
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.EDDSA);

    private static final AlgorithmConstraints ALLOWED =
            new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new));

    /**
     * What a token must say.
     *
     * @param issuer its {@code iss}
     * @param audience among its {@code aud}
     * @param clockSkew between the issuer's clock and ours
     */
    public record Terms(String issuer, String audience, Duration clockSkew) {}

    private final Terms terms;
    private final Claims claims;
    private final KnownSigningKeys keys;
    private final InstantSource clock;

    /** Tokens on these terms. */
    public IssuedTokens(Terms terms, Claims claims, KnownSigningKeys keys, InstantSource clock) {
        this.terms = terms;
        this.claims = claims;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Optional<TokenVerdict> judgeAtOnce(String token) {
        Head head = Head.of(token);
        if (head.wrong() != null) {
            return Optional.of(new Wrong(head.wrong()));
        }
        List<PublicJsonWebKey> known = keys.known(head.key());
        return known.isEmpty() ? Optional.empty() : Optional.of(verify(token, head, known));
    }

    @Override
    public Uni<TokenVerdict> judge(String token) {
        Head head = Head.of(token);
        if (head.wrong() != null) {
            return Uni.createFrom().item(new Wrong(head.wrong()));
        }
        return keys.find(head.key())
                .map(found -> found.isEmpty()
                        ? new Wrong("kid: not one of the issuer's keys (expected: one that it publishes)")
                        : verify(token, head, found));
    }

    private TokenVerdict verify(String token, Head head, List<PublicJsonWebKey> found) {
        Optional<PublicJsonWebKey> key = found.stream().filter(head::fits).findFirst();
        if (key.isEmpty()) {
            return new Wrong("alg: " + head.algorithm() + " (expected: the one that the key is for)");
        }
        try {
            JwtClaims said = consumer(key.get()).processToClaims(token);
            return claims.read(said, terms.clockSkew());
        } catch (InvalidJwtException invalid) {
            return new Wrong(Faults.detail(invalid));
        }
    }

    private JwtConsumer consumer(PublicJsonWebKey key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALLOWED)
                .setVerificationKey(key.getPublicKey())
                .setExpectedIssuer(terms.issuer())
                .setExpectedAudience(terms.audience())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) terms.clockSkew().toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }
}
