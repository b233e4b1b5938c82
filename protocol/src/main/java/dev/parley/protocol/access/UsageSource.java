package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a model was asked. */
public enum UsageSource {
    /** Through one of the inference paths. */
    @JsonProperty("inference")
    INFERENCE,

    /** By the agents of a conversation. */
    @JsonProperty("conversations")
    CONVERSATIONS
}
