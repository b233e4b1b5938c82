package dev.parley.transport.edge;

import dev.parley.protocol.caller.Caller;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code X-Parley-Caller}: on whose behalf an internal call is made, signed by the calling service (see
 * {@link Edge}), and what is known of it for the rest of the request.
 */
public final class CallerHeader {

    /** The header's name. */
    public static final String NAME = "X-Parley-Caller";

    private static final String FROM = NAME + " from";

    private CallerHeader() {}

    /** The caller of a guarded route. @throws IllegalStateException where no guard has stood. */
    public static Caller caller(RoutingContext context) {
        return known(context.get(NAME), context);
    }

    /** The service that called, as it has proven. @throws IllegalStateException where no guard has stood. */
    public static String from(RoutingContext context) {
        return known(context.get(FROM), context);
    }

    /** Remembers who calls for the rest of the request. The gateway does this after identifying its caller. */
    public static void keep(RoutingContext context, Caller caller) {
        context.put(NAME, caller);
    }

    static void keep(RoutingContext context, Caller caller, String from) {
        keep(context, caller);
        context.put(FROM, from);
    }

    private static <T> T known(@Nullable T value, RoutingContext context) {
        if (value == null) {
            throw new IllegalStateException("no caller is known at " + context.normalizedPath());
        }
        return value;
    }
}
