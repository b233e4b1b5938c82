package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a node, or a model on it, is given no new requests. */
public enum Unroutable {
    /** The node has not been heard from yet, and nobody said what it serves. */
    @JsonProperty("joining")
    JOINING,

    /** The node does not answer. */
    @JsonProperty("lost")
    LOST,

    /** An operator drains the node. */
    @JsonProperty("drained")
    DRAINED,

    /** The node is about to go: its pod is terminating. */
    @JsonProperty("leaving")
    LEAVING,

    /** Requests for the model failed on the node; none goes there until a pause is over. */
    @JsonProperty("circuit-open")
    CIRCUIT_OPEN,

    /** One request tries whether the model works on the node again; the others wait for its end. */
    @JsonProperty("on-trial")
    ON_TRIAL,

    /** Other nodes mean something else by the model's name. */
    @JsonProperty("digest-conflict")
    DIGEST_CONFLICT
}
