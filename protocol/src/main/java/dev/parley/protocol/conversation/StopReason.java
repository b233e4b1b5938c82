package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a conversation ended. */
public enum StopReason {
    /** All rounds are done. */
    @JsonProperty("rounds")
    ROUNDS,

    /** A person stopped it after a turn. */
    @JsonProperty("stopped")
    STOPPED,

    /** A person cut it off. */
    @JsonProperty("aborted")
    ABORTED,

    /** Novelty has run dry. */
    @JsonProperty("no_new_ideas")
    NO_NEW_IDEAS,

    /** The token budget is spent. */
    @JsonProperty("tokens")
    TOKENS,

    /** The cost budget is spent. */
    @JsonProperty("cost")
    COST,

    /** The time budget is spent. */
    @JsonProperty("time")
    TIME,

    /** An agent said the closing words. */
    @JsonProperty("text")
    TEXT,

    /** The operator's cap was reached. */
    @JsonProperty("limit")
    LIMIT,

    /** It could not go on; the code says why. */
    @JsonProperty("failed")
    FAILED
}
