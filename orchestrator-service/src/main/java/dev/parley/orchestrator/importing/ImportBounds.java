package dev.parley.orchestrator.importing;

/** How much a file may hold. */
public record ImportBounds(int messages, int ideas) {}
