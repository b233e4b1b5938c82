package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a router holds against a model on a node. */
public enum CircuitCondition {
    /** Nothing that keeps requests away. */
    @JsonProperty("closed")
    CLOSED,

    /** Too many requests failed. */
    @JsonProperty("open")
    OPEN,

    /** One request is on trial. */
    @JsonProperty("half-open")
    HALF_OPEN,

    /** It works again and is given more by and by. */
    @JsonProperty("recovering")
    RECOVERING,

    /** The model hangs in its unloading: its time in memory is over, and it does not answer. */
    @JsonProperty("stuck")
    STUCK
}
