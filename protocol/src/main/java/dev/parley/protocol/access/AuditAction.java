package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an administrator can do that is kept for later questions. */
public enum AuditAction {
    /** A key was handed out. */
    @JsonProperty("key.created")
    KEY_CREATED,

    /** A key was taken back. */
    @JsonProperty("key.revoked")
    KEY_REVOKED,

    /** Aliases were set, all at once. */
    @JsonProperty("experiments.set")
    EXPERIMENTS_SET,

    /** Prices were set, all at once. */
    @JsonProperty("prices.set")
    PRICES_SET,

    /** A tenant's node serves everybody from then on, or its tenant only. */
    @JsonProperty("node.shared")
    NODE_SHARED
}
