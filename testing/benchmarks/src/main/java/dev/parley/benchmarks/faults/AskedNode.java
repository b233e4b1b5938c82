package dev.parley.benchmarks.faults;

import java.net.URI;

/**
 * A simulated node behind the gateway.
 *
 * @param name in the pool
 * @param control where it is told how to misbehave
 */
public record AskedNode(String name, URI control) {}
