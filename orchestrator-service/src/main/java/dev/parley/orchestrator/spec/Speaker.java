package dev.parley.orchestrator.spec;

import dev.parley.protocol.conversation.Agent;
import org.jspecify.annotations.Nullable;

/**
 * An agent and its own instructions.
 *
 * @param system what its caller adds to its instructions; always there for a custom role
 */
public record Speaker(Agent agent, @Nullable String system) {

    /** The same speaker as the router knows it: bound to this node (or to none) and asked for this model. */
    Speaker at(@Nullable String node, String model) {
        Agent known = new Agent(
                agent.agent(),
                agent.role(),
                model,
                node,
                agent.maxTokens(),
                agent.timeout(),
                agent.temperature(),
                agent.think(),
                agent.onFailure());
        return new Speaker(known, system);
    }
}
