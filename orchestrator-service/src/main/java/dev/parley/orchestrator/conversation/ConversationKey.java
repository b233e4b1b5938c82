package dev.parley.orchestrator.conversation;

import java.util.UUID;

/**
 * Names a conversation. Never one without the other: whoever has no tenant sees no conversation.
 *
 * @param tenant whose conversation it is
 * @param id which of theirs
 */
public record ConversationKey(String tenant, UUID id) {

    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
