package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What ends a conversation before its rounds are done. All rules hold together; the first that comes true ends it.
 *
 * @param text it ends after the turn in which an agent says this, in whatever case; 1..200 characters
 * @param noNewIdeas it ends when novelty has run dry; absent = never. Not with {@code compat}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StopRules(
        @JsonProperty("text") @Nullable String text,
        @JsonProperty("no_new_ideas") @Nullable NoNewIdeas noNewIdeas) {}
