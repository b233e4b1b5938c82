package dev.parley.orchestrator.query;

/** A question and its answer. */
public record Exchange(String input, String answer) {}
