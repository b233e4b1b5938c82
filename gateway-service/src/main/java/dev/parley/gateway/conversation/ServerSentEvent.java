package dev.parley.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param id null for what cannot be resumed
 * @param type its name
 * @param data its JSON
 */
public record ServerSentEvent(@Nullable String id, String type, String data) {}
