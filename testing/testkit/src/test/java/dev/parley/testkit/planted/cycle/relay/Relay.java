package dev.parley.testkit.planted.cycle.relay;

import dev.parley.testkit.planted.cycle.node.Node;

/** The other half of the cycle. */
public record Relay(Node node) {}
