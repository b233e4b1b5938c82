package dev.parley.router.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.MultiMap;

/**
 * An error of ours.
 *
 * @param surface whose words it is told in
 * @param headers what is known of the request's way
 * @param outcome how it is counted
 */
public record Refusal(Surface surface, ProblemCode code, String message, MultiMap headers, Travelled.Outcome outcome) {}
