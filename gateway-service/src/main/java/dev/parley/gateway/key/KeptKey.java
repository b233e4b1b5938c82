package dev.parley.gateway.key;

import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.caller.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key and needed to let its holder in.
 *
 * @param hash of the whole key
 * @param caller whom it makes its holder; {@code caller.key()} is its id
 * @param inPath whether it may travel in the path
 * @param expiresAt null if it does not end by itself
 * @param revokedAt null while it is valid
 * @param changed grows with every change of any key; the higher of two is the newer
 */
public record KeptKey(
        SecretHash hash,
        Caller caller,
        Limits limits,
        boolean inPath,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        long changed) {

    /** Whether it has come to its end by itself. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether it was taken back. */
    public boolean isRevoked() {
        return revokedAt != null;
    }
}
