package dev.parley.gateway;

import dev.parley.gateway.IdentityConfig.Jwt;
import dev.parley.gateway.token.Claims;
import dev.parley.gateway.token.IssuedTokens;
import dev.parley.gateway.token.KnownSigningKeys;
import dev.parley.gateway.token.SigningKeys;
import dev.parley.gateway.token.Tokens;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Clock;
import java.util.stream.Stream;

/** The issuer whose tokens are accepted besides keys, if one is. */
final class TrustedIssuer {

    private TrustedIssuer() {}

    /** @throws ConfigurationException if only a part of it is told; the process ends with that sentence */
    static Tokens tokens(IdentityConfig identity, SigningKeys issuer, Clock clock) {
        Jwt jwt = identity.jwt();
        long told = Stream.of(jwt.issuer(), jwt.audience(), jwt.jwksUrl())
                .filter(part -> part.isPresent())
                .count();
        if (told == 0) {
            return Tokens.none();
        }
        if (told < 3) {
            throw new ConfigurationException(
                    "gateway.identity.jwt trusts an issuer by half (expected: issuer, audience and jwks-url, or none of them)");
        }
        return new IssuedTokens(
                new IssuedTokens.Terms(
                        jwt.issuer().orElseThrow(), jwt.audience().orElseThrow(), jwt.clockSkew()),
                new Claims(jwt.tenantClaim(), jwt.scopeClaim()),
                new KnownSigningKeys(
                        issuer, new KnownSigningKeys.Bounds(jwt.refetch(), jwt.refresh(), identity.grace()), clock),
                clock);
    }
}
