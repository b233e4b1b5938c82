package dev.parley.testkit.planted.protocol.wrong;

/** Neither record, enum nor sealed. */
public final class PlainClass {}
