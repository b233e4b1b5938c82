package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who speaks, in the models' own terms. */
public enum MessageRole {
    /** Instructions. */
    @JsonProperty("system")
    SYSTEM,

    /** A person, or the follow-up question. */
    @JsonProperty("user")
    USER,

    /** An agent. */
    @JsonProperty("assistant")
    ASSISTANT
}
