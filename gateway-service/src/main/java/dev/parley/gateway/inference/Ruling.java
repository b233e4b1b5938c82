package dev.parley.gateway.inference;

import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;

/** What the rules make of a request. */
public sealed interface Ruling {

    /** It may go on, with this body. */
    record Passed(Buffer body) implements Ruling {}

    /** It may not. @param detail names the field */
    record Refused(ProblemCode code, String detail) implements Ruling {}
}
