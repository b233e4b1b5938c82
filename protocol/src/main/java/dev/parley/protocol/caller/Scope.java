package dev.parley.protocol.caller;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a key may do. A caller without a scope is refused with 403. */
public enum Scope {
    /** Call models. */
    @JsonProperty("inference")
    INFERENCE,

    /** Start, steer and read conversations. */
    @JsonProperty("conversations")
    CONVERSATIONS,

    /** Load, unload, pull and delete models. */
    @JsonProperty("models:write")
    MODELS_WRITE,

    /** Join the pool through a tunnel. */
    @JsonProperty("node")
    NODE,

    /** See nodes and keys across tenants; never content. */
    @JsonProperty("admin")
    ADMIN
}
