package dev.parley.transport.edge;

import dev.parley.protocol.caller.Caller;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jose4j.keys.HmacKey;

/**
 * The way from one service to another: proves at every call which service calls, and on whose behalf. What it says of a
 * caller holds for 60 s and only at this service. Thread-safe.
 */
public final class Edge {

    /** As long as the same words are sent for the same caller: signing once is dear, and they still hold for 40 s. */
    private static final Duration REPEATED = Duration.ofSeconds(20);

    /** Callers for whom the words are remembered. */
    private static final int REMEMBERED = 10_000;

    private final EdgeSecret secret;
    private final String to;
    private final HmacKey key;
    private final InstantSource clock;
    private final TwoGenerations<Caller, Signed> signed = new TwoGenerations<>(REMEMBERED);

    /**
     * @param from the calling service: {@code gateway}, {@code router}, {@code orchestrator} or {@code ideas}
     * @param to the service that is called
     * @param secret shared by the two; at least 16 characters
     */
    public Edge(String from, String to, String secret, InstantSource clock) {
        this.secret = new EdgeSecret(from, secret);
        this.to = to;
        this.key = CallerToken.keyFrom(secret);
        this.clock = clock;
    }

    /** The value of {@code X-Parley-Edge}. */
    public String secretHeader() {
        return secret.headerValue();
    }

    /** The value of {@code X-Parley-Caller} for this caller, to be sent at once. */
    public String sign(Caller caller) {
        Instant now = clock.instant();
        Signed known = signed.get(caller);
        if (known != null && now.isBefore(known.until()) && !now.isBefore(known.at())) {
            return known.token();
        }
        Signed fresh = new Signed(CallerToken.write(secret.service(), to, caller, now, key), now, now.plus(REPEATED));
        signed.put(caller, fresh);
        return fresh.token();
    }

    /** All that a call for this caller must carry; to be sent at once. */
    public MultiMap headers(Caller caller) {
        return MultiMap.caseInsensitiveMultiMap()
                .set(EdgeSecret.HEADER, secretHeader())
                .set(CallerHeader.NAME, sign(caller));
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Edge[" + secret.service() + " to " + to + "]";
    }

    private record Signed(String token, Instant at, Instant until) {}
}
