package dev.parley.router.node;

import dev.parley.protocol.node.Unroutable;

/** Why a node is given nothing new although it is well. */
public enum Drain {
    /** An operator wants it so, until an operator wants it otherwise. */
    OPERATOR(Unroutable.DRAINED, "drained by an operator"),

    /** Whoever runs it is about to take it away. */
    LEAVING(Unroutable.LEAVING, "about to go");

    private final Unroutable told;
    private final String reason;

    Drain(Unroutable told, String reason) {
        this.told = told;
        this.reason = reason;
    }

    Unroutable told() {
        return told;
    }

    String reason() {
        return reason;
    }
}
