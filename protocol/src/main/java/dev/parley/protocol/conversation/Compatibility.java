package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An earlier system whose behaviour is kept exactly. */
public enum Compatibility {
    /** The first system: its splitter, its registry, its prompts in Romanian. */
    @JsonProperty("v4")
    V4
}
