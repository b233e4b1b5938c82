package dev.parley.gateway.key;

import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.caller.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key about to be handed out.
 *
 * @param key itself
 * @param name what people call it
 * @param caller whom it makes its holder
 * @param inPath whether it may travel in the path
 * @param createdAt now
 * @param expiresAt null if it does not end by itself
 */
public record NewKey(
        ApiKey key,
        String name,
        Caller caller,
        Limits limits,
        boolean inPath,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
