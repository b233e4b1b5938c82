package dev.parley.testkit.planted.clean.node;

import java.time.Instant;

/** A feature. */
public record Node(String id, Instant since) {}
