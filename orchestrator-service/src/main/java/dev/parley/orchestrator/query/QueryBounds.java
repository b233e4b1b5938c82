package dev.parley.orchestrator.query;

import java.time.Duration;

/**
 * What a question may take.
 *
 * @param silence the longest wait for the first or next byte once a node has been found
 * @param answerTokens the longest answer
 * @param answerBytes the longest answer that is listened to, thoughts and records that say nothing included
 * @param running questions at once
 */
public record QueryBounds(Duration silence, int answerTokens, int answerBytes, int running) {}
