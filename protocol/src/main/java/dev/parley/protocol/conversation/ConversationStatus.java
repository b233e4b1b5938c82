package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a conversation stands. */
public enum ConversationStatus {
    /** It runs, or will run as soon as a replica owns it. */
    @JsonProperty("active")
    ACTIVE,

    /** It waits for a person, or for a store to come back. */
    @JsonProperty("paused")
    PAUSED,

    /** It has ended; the stop reason says why. */
    @JsonProperty("completed")
    COMPLETED
}
