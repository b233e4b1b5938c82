package dev.parley.gateway.chat;

/**
 * What is told when an answer is whole.
 *
 * @param model the one that really answered
 * @param durationMs milliseconds since it was asked
 */
public record Done(String model, String taskType, long durationMs) {}
