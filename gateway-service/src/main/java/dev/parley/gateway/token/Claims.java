package dev.parley.gateway.token;

import dev.parley.gateway.key.SecretHash;
import dev.parley.gateway.permission.ScopeName;
import dev.parley.gateway.token.TokenVerdict.Good;
import dev.parley.gateway.token.TokenVerdict.Wrong;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Reads from a genuine token whom it makes its bearer.
 *
 * @param tenant the claim that names the tenant
 * @param scope the claim that lists scopes, as a text with blanks between them or as a list; those of others are overlooked
 */
public record Claims(String tenant, String scope) {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int BYTES_OF_KEY = 8;

    TokenVerdict read(JwtClaims said, Duration clockSkew) {
        Optional<String> named = Optional.ofNullable(said.getClaimValue(tenant))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(TENANT.asMatchPredicate());
        if (named.isEmpty()) {
            return new Wrong(tenant + " (expected: a tenant, 1..64 characters of a-z, 0-9 and -)");
        }
        try {
            Caller caller = Caller.of(named.get(), key(said), scopes(said.getClaimValue(scope)));
            return new Good(
                    caller,
                    Instant.ofEpochMilli(said.getExpirationTime().getValueInMillis())
                            .plus(clockSkew));
        } catch (MalformedClaimException malformed) {
            return new Wrong("claims: one of another type");
        }
    }

    /** Stands for the bearer in usage and logs; a subject may be somebody's name. */
    private static String key(JwtClaims said) throws MalformedClaimException {
        byte[] hash = SecretHash.of(said.getIssuer() + said.getSubject()).bytes();
        return Tokens.CALLER_PREFIX + HexFormat.of().formatHex(hash, 0, BYTES_OF_KEY);
    }

    private static Set<Scope> scopes(Object claim) {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        names(claim).map(ScopeName::parse).forEach(scope -> scope.ifPresent(scopes::add));
        return scopes;
    }

    private static Stream<String> names(Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String text ? Arrays.stream(text.split(" ", -1)) : Stream.empty();
    }
}
