package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a node's description comes from, and so who may change it. */
public enum NodeOrigin {
    /** The numbered variables of the router's environment. */
    @JsonProperty("variable")
    VARIABLE,

    /** The router's settings. */
    @JsonProperty("configuration")
    CONFIGURATION,

    /** An administrator, at run time; only these can be changed and removed by one. */
    @JsonProperty("admin")
    ADMIN,

    /** A Service and its endpoints. */
    @JsonProperty("kubernetes")
    KUBERNETES,

    /** An agent that dialled out; gone when its registration is not renewed. */
    @JsonProperty("tunnel")
    TUNNEL,

    /** A request that named an allowed address; gone when nobody uses it. */
    @JsonProperty("passing")
    PASSING
}
