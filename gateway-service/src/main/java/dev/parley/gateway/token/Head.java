package dev.parley.gateway.token;

import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * What a token says before anything of it is believed.
 *
 * @param algorithm that it says it is signed with
 * @param key the id of the key that it names
 * @param wrong why it is not looked into any further; null if it is
 */
record Head(String algorithm, String key, @Nullable String wrong) {

    static Head of(String token) {
        try {
            JsonWebStructure structure = JsonWebStructure.fromCompactSerialization(token);
            return of(structure.getAlgorithmHeaderValue(), structure.getKeyIdHeaderValue());
        } catch (JoseException notOne) {
            return wrong("token (expected: a signed JWT in compact form)");
        }
    }

    private static Head of(@Nullable String algorithm, @Nullable String key) {
        if (algorithm == null || !IssuedTokens.ALGORITHMS.contains(algorithm)) {
            return wrong("alg: not allowed (expected: one of " + String.join(", ", IssuedTokens.ALGORITHMS) + ")");
        }
        return key == null ? wrong("kid: missing (expected: a key of the issuer)") : new Head(algorithm, key, null);
    }

    private static Head wrong(String why) {
        return new Head("", "", why);
    }

    /** Whether a key of that id is for such signatures. */
    boolean fits(PublicJsonWebKey candidate) {
        return (candidate.getUse() == null || candidate.getUse().equals("sig"))
                && (candidate.getAlgorithm() == null || candidate.getAlgorithm().equals(algorithm));
    }
}
