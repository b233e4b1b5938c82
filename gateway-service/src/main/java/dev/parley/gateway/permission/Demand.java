package dev.parley.gateway.permission;

import dev.parley.protocol.caller.Scope;

/** What a path asks of its caller. */
public sealed interface Demand {

    /** Nothing: credentials are not even looked at. */
    record Nothing() implements Demand {}

    /** Any valid credential. */
    record AnyKey() implements Demand {}

    /** A credential with this scope. */
    record Holding(Scope scope) implements Demand {}

    /** For everybody. */
    Demand NOTHING = new Nothing();

    /** For everybody who is known. */
    Demand ANY_KEY = new AnyKey();

    /** For everybody with this scope. */
    static Demand holding(Scope scope) {
        return new Holding(scope);
    }
}
