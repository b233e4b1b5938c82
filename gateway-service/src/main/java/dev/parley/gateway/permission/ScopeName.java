package dev.parley.gateway.permission;

import dev.parley.protocol.caller.Scope;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What scopes are called on the wire and in rows: {@code models:write} and the like. */
public final class ScopeName {

    private static final Map<String, Scope> SCOPES =
            Stream.of(Scope.values()).collect(Collectors.toUnmodifiableMap(ScopeName::of, Function.identity()));

    private ScopeName() {}

    /** The name of a scope. */
    public static String of(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** The scope of this name; empty if there is none. */
    public static Optional<Scope> parse(String name) {
        return Optional.ofNullable(SCOPES.get(name));
    }
}
