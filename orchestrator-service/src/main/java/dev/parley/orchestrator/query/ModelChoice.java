package dev.parley.orchestrator.query;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;

/** Whoever knows which model is good at what. */
public interface ModelChoice {

    /**
     * The model that would answer a task now.
     *
     * @param reason one sentence for people
     */
    record Chosen(String model, String reason) {}

    /** Chooses; refused for a task that nobody knows, or that no model is there for. */
    Uni<Outcome<Chosen>> choose(Caller caller, String task);
}
