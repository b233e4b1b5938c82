package dev.parley.protocol.idea;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an idea is new in its conversation. */
public enum Verdict {
    /** Nobody had it. */
    @JsonProperty("new")
    NEW,

    /** Somebody had it. */
    @JsonProperty("repeated")
    REPEATED,

    /** The index was away; looked at later, counted as new until then. */
    @JsonProperty("unverified")
    UNVERIFIED
}
