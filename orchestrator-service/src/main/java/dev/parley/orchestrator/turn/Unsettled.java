package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.ClaimState;
import dev.parley.protocol.conversation.Role;

/** An answer whose ideas the registry has not heard of ({@code OWED}), or not that it stands ({@code CLAIMED}). */
public record Unsettled(int turn, int attempt, int round, String agent, Role role, ClaimState claim) {

    Unsettled claimed() {
        return new Unsettled(turn, attempt, round, agent, role, ClaimState.CLAIMED);
    }
}
