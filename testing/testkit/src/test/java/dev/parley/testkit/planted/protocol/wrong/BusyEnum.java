package dev.parley.testkit.planted.protocol.wrong;

/** Does things. */
public enum BusyEnum {
    OPEN,
    CLOSED;

    public BusyEnum other() {
        return this == OPEN ? CLOSED : OPEN;
    }
}
