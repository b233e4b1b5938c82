package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/conversations/{id}/messages}: a person joins in. All agents read it, in its place in the history.
 *
 * @param content required, 1..8,000 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AddMessage(@JsonProperty("content") @Nullable String content) {}
