package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of an answer that was cut off. */
public enum PartialAnswer {
    /** The agent is asked to go on where it was cut off. */
    @JsonProperty("continue")
    CONTINUE,

    /** The agent is asked anew; what it had said is void. */
    @JsonProperty("regenerate")
    REGENERATE
}
