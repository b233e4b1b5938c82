package dev.parley.transport.edge;

import dev.parley.protocol.caller.Caller;
import dev.parley.transport.edge.CallerToken.NotAccepted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.keys.HmacKey;

/**
 * One secret that a calling service may prove itself with. Only tokens that were signed with the same secret are read: what
 * a service may say of callers is bound to its own edge. Thread-safe.
 */
final class AcceptedSecret {

    /** Tokens whose callers are remembered; a caller has a new one every 20 s. */
    private static final int REMEMBERED = 10_000;

    private final String service;
    private final byte[] headerValue;
    private final HmacKey key;
    private final TwoGenerations<String, CallerToken.Read> read = new TwoGenerations<>(REMEMBERED);

    AcceptedSecret(EdgeSecret secret) {
        this.service = secret.service();
        this.headerValue = secret.headerValue().getBytes(StandardCharsets.UTF_8);
        this.key = CallerToken.keyFrom(secret.secret());
    }

    /** Which service proves itself with it. */
    String service() {
        return service;
    }

    /** In constant time; how long the secret is may show, what it is may not. */
    boolean isIn(byte[] offered) {
        return MessageDigest.isEqual(headerValue, offered);
    }

    /** The caller that a token of this edge names. */
    Caller caller(String token, String me, Instant now, Duration skew) throws NotAccepted {
        CallerToken.Read known = read.get(token);
        if (known != null && now.isBefore(known.until())) {
            return known.caller();
        }
        CallerToken.Read fresh = CallerToken.read(token, service, me, now, skew, key);
        read.put(token, fresh);
        return fresh.caller();
    }
}
