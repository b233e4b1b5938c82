package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What follows when an agent's node has failed as often as it is asked. */
public enum OnFailure {
    /** Another node stands in: one with the agent's model, else any that serves. */
    @JsonProperty("substitute")
    SUBSTITUTE,

    /** The conversation goes on without this answer. */
    @JsonProperty("skip")
    SKIP,

    /** The conversation waits and asks again, until it is answered or something ends it. */
    @JsonProperty("wait")
    WAIT
}
