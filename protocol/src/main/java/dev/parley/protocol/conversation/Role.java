package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an agent is asked to be. The wire names are those of the first system; {@code sintetizator} is its own name for synth. */
public enum Role {
    /** Proposes new ideas, unusual combinations. */
    @JsonProperty("generator")
    GENERATOR,

    /** Names risks and limits and offers improvements. */
    @JsonProperty("critic")
    CRITIC,

    /** Demands novelty, sums up, asks. */
    @JsonProperty("moderator")
    MODERATOR,

    /** Combines ideas and removes redundancy. */
    @JsonProperty("synth")
    SYNTH,

    /** The same as synth. */
    @JsonProperty("sintetizator")
    SINTETIZATOR,

    /** As the machine's own system text says. */
    @JsonProperty("custom")
    CUSTOM
}
