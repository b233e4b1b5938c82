package dev.parley.orchestrator.model;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.Map;

/** What models cost, as the operator has set it. */
public interface Prices {

    /** All prices; refused with {@code service-unavailable} while they cannot be had. */
    Uni<Outcome<Map<String, Price>>> all(Caller caller);

    /**
     * The prices of one model, per million tokens.
     *
     * @param input of prompts
     * @param output of answers
     */
    record Price(BigDecimal input, BigDecimal output) {}
}
