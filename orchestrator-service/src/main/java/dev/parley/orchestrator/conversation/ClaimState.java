package dev.parley.orchestrator.conversation;

/** Where an answer's ideas stand with the registry. */
public enum ClaimState {
    /** The registry was away; the claim is made good later. */
    OWED,

    /** Claimed, with verdicts in the log; the registry has yet to be told that the attempt stands. */
    CLAIMED,

    /** The registry knows that the attempt stands. */
    CONFIRMED
}
