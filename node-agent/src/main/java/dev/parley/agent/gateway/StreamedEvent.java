package dev.parley.agent.gateway;

import dev.parley.protocol.event.ConversationEvent;
import java.util.Optional;

/**
 * An event of a conversation as it came.
 *
 * @param json its JSON, one line
 * @param known the same as a record; empty for a kind that is newer than this client
 */
public record StreamedEvent(String json, Optional<ConversationEvent> known) {}
