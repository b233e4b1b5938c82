package dev.parley.gateway.identity;

import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.caller.Caller;
import io.vertx.ext.web.RoutingContext;

/**
 * Who calls, and how much they may use. Known to every route behind the door.
 *
 * @param caller goes on to the services behind
 * @param limits stay here
 */
public record Identified(Caller caller, Limits limits) {

    /** Under which name the framework's identity of a caller has it, for whoever has no routing context. */
    public static final String ATTRIBUTE = Identified.class.getName();

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
