package dev.parley.gateway.identity;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import jakarta.inject.Singleton;
import java.util.EnumSet;

/** Whoever sits at this machine: without keys, everybody on loopback is the same anonymous caller and may do everything. */
@Singleton
public final class LocalCaller {

    private static final Caller ANONYMOUS = Caller.of("local", "anonymous", EnumSet.allOf(Scope.class));

    /** The anonymous caller of the tenant {@code local}. */
    public Caller get() {
        return ANONYMOUS;
    }
}
