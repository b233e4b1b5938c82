package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an agent is told of ideas already mentioned. */
public enum IdeasInPrompt {
    /** The last thirty, newest last. */
    @JsonProperty("last30")
    LAST30,

    /** All of them, older ones in short. */
    @JsonProperty("digest")
    DIGEST
}
