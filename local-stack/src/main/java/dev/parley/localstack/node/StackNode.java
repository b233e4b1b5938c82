package dev.parley.localstack.node;

import java.net.URI;

/**
 * A node the router is told of.
 *
 * @param name unique in the stack
 * @param simulated whether we start it, and it invents its answers
 */
public record StackNode(String name, URI url, boolean simulated) {}
