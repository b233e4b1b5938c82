package dev.parley.testkit.planted.protocol.wrong;

/** Does things for its kinds. */
public sealed interface BusyInterface {
    default boolean isLast() {
        return false;
    }

    /** The only kind. */
    record Only() implements BusyInterface {}
}
