package dev.parley.gateway.token;

import dev.parley.protocol.caller.Caller;
import java.time.Instant;

/** What became of a token. */
public sealed interface TokenVerdict {

    /** It is good, until then by our clock, the difference that is borne between clocks included. */
    record Good(Caller caller, Instant until) implements TokenVerdict {}

    /**
     * It is not.
     *
     * @param detail which part was wrong and what was expected of it
     */
    record Wrong(String detail) implements TokenVerdict {}
}
