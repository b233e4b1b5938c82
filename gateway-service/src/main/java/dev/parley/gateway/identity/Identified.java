package dev.parley.gateway.identity;

import dev.parley.gateway.key.SecretHash;
import dev.parley.gateway.quota.Limits;
import dev.parley.gateway.session.KeptSession;
import dev.parley.protocol.caller.Caller;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and how much they may use. Known to every route behind the door.
 *
 * @param caller goes on to the services behind
 * @param limits stay here
 * @param until when what was shown ends by itself; null if it does not
 * @param session of the signed-in page that asks; null for everybody else
 */
public record Identified(
        Caller caller,
        Limits limits,
        @Nullable Instant until,
        @Nullable SecretHash session) {

    /** Under which name the framework's identity of a caller has it, for whoever has no routing context. */
    public static final String ATTRIBUTE = Identified.class.getName();

    /** Somebody whose credential does not end by itself. */
    public static Identified forGood(Caller caller, Limits limits) {
        return until(caller, limits, null);
    }

    /** Somebody whose credential ends then, if ever. */
    static Identified until(Caller caller, Limits limits, @Nullable Instant end) {
        return new Identified(caller, limits, end, null);
    }

    /** The same, asking from a page that has signed in: until that session ends at the latest. */
    Identified signedIn(KeptSession session) {
        Instant end = until != null && until.isBefore(session.expiresAt()) ? until : session.expiresAt();
        return new Identified(caller, limits, end, session.hash());
    }

    /** Remembers it for the rest of the request. */
    public void keep(RoutingContext context) {
        context.put(ATTRIBUTE, this);
    }

    /** @throws IllegalStateException on a route that the door does not guard */
    public static Identified of(RoutingContext context) {
        Identified identified = context.get(ATTRIBUTE);
        if (identified == null) {
            throw new IllegalStateException("nobody was identified at " + context.normalizedPath());
        }
        return identified;
    }
}
