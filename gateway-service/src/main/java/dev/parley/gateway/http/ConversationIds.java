package dev.parley.gateway.http;

import dev.parley.gateway.conversation.ConversationId;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;

/** Reads ids in paths: what can be no id names a conversation that is not there. */
final class ConversationIds {

    private ConversationIds() {}

    /** @throws ProblemException {@code conversation-unknown} */
    static ConversationId of(String text) {
        return ConversationId.parse(text)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONVERSATION_UNKNOWN, "conversation: " + text));
    }
}
