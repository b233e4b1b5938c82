package dev.parley.orchestrator.model;

import dev.parley.protocol.conversation.MessageRole;

/** One message of what a model is given. */
public record ChatMessage(MessageRole role, String content) {}
