package dev.parley.gateway.key;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;

/** Who pays for what goes on without a request. */
@FunctionalInterface
public interface Payers {

    /** Lets everything wait that this caller pays for. Repeatable; fails while whoever runs it cannot be asked. */
    Uni<Void> withhold(Caller payer, ProblemCode why);
}
