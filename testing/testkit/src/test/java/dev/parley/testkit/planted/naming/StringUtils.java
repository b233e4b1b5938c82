package dev.parley.testkit.planted.naming;

/** Named after nothing it does. */
public final class StringUtils {}
