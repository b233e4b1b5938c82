package dev.parley.gateway.session;

import dev.parley.gateway.key.SecretHash;
import dev.parley.protocol.caller.Caller;
import java.time.Instant;

/**
 * What is kept of a signed-in page.
 *
 * @param hash of its token
 * @param caller who signed in. Where {@code caller.key()} is the id of a key, the key says what they may do today
 * @param expiresAt when it ends, if its key does not end before
 */
public record KeptSession(SecretHash hash, Caller caller, Instant expiresAt) {}
