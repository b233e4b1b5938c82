package dev.parley.orchestrator.stream;

import dev.parley.orchestrator.conversation.ConversationKey;

/** Where one owner of a conversation publishes. A later owner has a higher fence and so another place. */
public record LiveKey(ConversationKey conversation, long fence) {}
