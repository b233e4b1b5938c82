package dev.parley.testkit.planted.protocol.wrong;

import io.smallrye.mutiny.Uni;

/** Knows a library. */
public record WorldlyRecord(Uni<String> later) {}
