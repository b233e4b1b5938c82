package dev.parley.orchestrator.conversation;

/**
 * What a token costs, in thousand-millionths of the operator's currency.
 *
 * @param input of a prompt
 * @param output of an answer
 */
public record TokenPrice(long input, long output) {}
