package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a model is in a node's memory. */
public enum ModelWarmth {
    /** It is. */
    @JsonProperty("warm")
    WARM,

    /** It must be loaded first. */
    @JsonProperty("cold")
    COLD,

    /** The node's kind does not tell; it is believed to be. */
    @JsonProperty("assumed")
    ASSUMED
}
