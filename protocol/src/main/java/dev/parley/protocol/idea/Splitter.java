package dev.parley.protocol.idea;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an answer is cut into ideas. */
public enum Splitter {
    /** Bullets and numbered lines first, sentences where there are none. */
    @JsonProperty("bullets")
    BULLETS,

    /** The first system's splitter, exactly. */
    @JsonProperty("v4")
    V4
}
