package dev.parley.testkit.planted.cycle.node;

import dev.parley.testkit.planted.cycle.relay.Relay;

/** Knows its relay, which knows it: a cycle of two features. */
public record Node(Relay relay) {}
