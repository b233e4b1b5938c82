package dev.parley.gateway.key;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Instant;

/**
 * A key that opens nothing any more.
 *
 * @param caller whom it made its holder
 * @param why it was revoked, or it expired
 * @param at since when
 */
public record EndedKey(Caller caller, ProblemCode why, Instant at) {}
