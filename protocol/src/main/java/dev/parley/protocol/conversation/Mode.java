package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the next speaker is found. */
public enum Mode {
    /** Round robin in the order of the machines. */
    @JsonProperty("rounds")
    ROUNDS
}
