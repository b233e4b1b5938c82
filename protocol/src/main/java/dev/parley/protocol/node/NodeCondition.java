package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a node stands. */
public enum NodeCondition {
    /** Not yet heard from. */
    @JsonProperty("joining")
    JOINING,

    /** Takes work. */
    @JsonProperty("ready")
    READY,

    /** Takes no more work until a slot frees. */
    @JsonProperty("busy")
    BUSY,

    /** Finishes what it holds. */
    @JsonProperty("draining")
    DRAINING,

    /** Failed lately; tried last. */
    @JsonProperty("suspect")
    SUSPECT,

    /** Does not answer. */
    @JsonProperty("lost")
    LOST
}
