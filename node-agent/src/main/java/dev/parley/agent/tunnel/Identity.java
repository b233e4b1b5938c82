package dev.parley.agent.tunnel;

/**
 * What does not change while an agent runs.
 *
 * @param program with its version
 * @param name of the node
 * @param capacity requests it works on at once
 * @param streams whether answers are passed on as they come
 */
public record Identity(String program, String name, int capacity, boolean streams) {}
