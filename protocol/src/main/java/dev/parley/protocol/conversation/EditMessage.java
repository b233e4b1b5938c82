package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code PATCH /api/conversations/{id}/messages/{m}}: from now on the history says this instead.
 *
 * @param content required, 1..8,000 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EditMessage(@JsonProperty("content") @Nullable String content) {}
