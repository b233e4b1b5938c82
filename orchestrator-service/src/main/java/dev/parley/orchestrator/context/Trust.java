package dev.parley.orchestrator.context;

/** How far estimates of tokens are believed. */
public enum Trust {
    /** As far as was learned. */
    LEARNED,

    /** Not at all, because a node has just refused a prompt as too long: every byte counts as a token. */
    NONE
}
