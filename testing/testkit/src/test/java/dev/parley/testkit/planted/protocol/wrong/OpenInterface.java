package dev.parley.testkit.planted.protocol.wrong;

/** Anybody may add a kind. */
public interface OpenInterface {}
