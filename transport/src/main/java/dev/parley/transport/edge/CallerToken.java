package dev.parley.transport.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * What a service says of a caller, as a compact JWS (HS256) that only the two services of an edge can write. The key is
 * derived from the edge's secret, so that it is rotated with it and one cannot be used for the other.
 */
final class CallerToken {

    /** How long it holds: as long as a call may be on its way, not as long as its answer may take. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final byte[] PURPOSE = "parley caller".getBytes(StandardCharsets.US_ASCII);

    private static final AlgorithmConstraints ONLY_HS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CallerToken() {}

    static HmacKey keyFrom(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new HmacKey(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    static String write(String from, String to, Caller caller, Instant now, HmacKey key) {
        long issued = now.getEpochSecond();
        Claims claims = new Claims(
                from,
                to,
                caller.key(),
                caller.tenant(),
                caller.scopes(),
                caller.models(),
                issued,
                issued + LIFE.toSeconds());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(key);
        try {
            signature.setPayload(JSON.writeValueAsString(claims));
            return signature.getCompactSerialization();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException("a caller cannot be signed", e);
        }
    }

    /**
     * Reads what {@code from} says at {@code to}.
     *
     * @param skew how far the two clocks may be apart
     * @throws NotAccepted saying why, without a word of the token
     */
    static Read read(String token, String from, String to, Instant now, Duration skew, HmacKey key) throws NotAccepted {
        int tolerated = (int) skew.toSeconds();
        try {
            var claims = new JwtConsumerBuilder()
                    .setVerificationKey(key)
                    .setJwsAlgorithmConstraints(ONLY_HS256)
                    .setExpectedIssuer(from)
                    .setExpectedAudience(to)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                    .setAllowedClockSkewInSeconds(tolerated)
                    .setIssuedAtRestrictions(0, (int) LIFE.toSeconds())
                    .build()
                    .processToClaims(token);
            Claims said = JSON.readValue(claims.getRawJson(), Claims.class);
            Caller caller = new Caller(said.tenant(), said.sub(), said.scopes(), said.models());
            long end = Math.min(said.exp(), said.iat() + LIFE.toSeconds());
            return new Read(caller, Instant.ofEpochSecond(end).plus(skew));
        } catch (InvalidJwtException refused) {
            throw new NotAccepted(reason(refused));
        } catch (JsonProcessingException | RuntimeException malformed) {
            throw new NotAccepted("it is not what a service says of a caller");
        }
    }

    private static String reason(InvalidJwtException refused) {
        if (refused.hasExpired()) {
            return "it has expired; is a clock wrong?";
        }
        if (refused.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)
                || refused.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "it is not valid yet; is a clock wrong?";
        }
        if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
            return "it is for another service";
        }
        if (refused.hasErrorCode(ErrorCodes.ISSUER_INVALID)) {
            return "another service has written it";
        }
        return "it is not signed with this edge's secret";
    }

    /**
     * What was read.
     *
     * @param until from then on it must be refused
     */
    record Read(Caller caller, Instant until) {}

    /** The payload. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Claims(
            @JsonProperty("iss") String iss,
            @JsonProperty("aud") String aud,
            @JsonProperty("sub") String sub,
            @JsonProperty("tenant") String tenant,
            @JsonProperty("scopes") Set<Scope> scopes,
            @JsonProperty("models") @Nullable List<String> models,
            @JsonProperty("iat") long iat,
            @JsonProperty("exp") long exp) {}

    /** It proves nothing. */
    static final class NotAccepted extends Exception {

        private static final long serialVersionUID = 1L;

        NotAccepted(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
