package dev.parley.orchestrator.conversation;

/** The latest request to go on, by which its repetition is known. */
public record Continued(String requestKey, int rounds) {}
