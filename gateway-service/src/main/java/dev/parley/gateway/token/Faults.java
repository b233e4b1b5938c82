package dev.parley.gateway.token;

import java.util.List;
import java.util.Map;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Says what is wrong with a token without repeating any of it. */
final class Faults {

    private static final Map<Integer, String> DETAILS = Map.ofEntries(
            Map.entry(ErrorCodes.EXPIRED, "exp: passed"),
            Map.entry(ErrorCodes.EXPIRATION_MISSING, "exp: missing"),
            Map.entry(ErrorCodes.EXPIRATION_TOO_FAR_IN_FUTURE, "exp: too far ahead"),
            Map.entry(ErrorCodes.NOT_YET_VALID, "nbf: not reached"),
            Map.entry(ErrorCodes.ISSUED_AT_INVALID_FUTURE, "iat: not reached"),
            Map.entry(ErrorCodes.ISSUER_MISSING, "iss: missing"),
            Map.entry(ErrorCodes.ISSUER_INVALID, "iss: another issuer"),
            Map.entry(ErrorCodes.AUDIENCE_MISSING, "aud: missing"),
            Map.entry(ErrorCodes.AUDIENCE_INVALID, "aud: meant for others"),
            Map.entry(ErrorCodes.SUBJECT_MISSING, "sub: missing"),
            Map.entry(ErrorCodes.SIGNATURE_INVALID, "signature: not made with the key that kid names"),
            Map.entry(ErrorCodes.SIGNATURE_MISSING, "signature: missing"),
            Map.entry(ErrorCodes.MALFORMED_CLAIM, "claims: one of another type"),
            Map.entry(ErrorCodes.JSON_INVALID, "claims: not JSON"));

    private Faults() {}

    static String detail(InvalidJwtException invalid) {
        List<ErrorCodeValidator.Error> errors = invalid.getErrorDetails();
        return errors.stream()
                .map(error -> DETAILS.get(error.getErrorCode()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse("signature: cannot be checked with the key that kid names");
    }
}
