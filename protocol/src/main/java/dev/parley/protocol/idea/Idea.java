package dev.parley.protocol.idea;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.protocol.conversation.Role;
import org.jspecify.annotations.Nullable;

/**
 * One idea and what is known of it.
 *
 * @param ordinal its place in the answer; 1 is the first
 * @param text as shown: trimmed, without bullet or markup
 * @param of the text of the idea it repeats; null if it is new
 * @param score how alike the two are, 0..1; null if it is new
 * @param method how that was found ({@code exact}); null if it is new
 * @param why one sentence for people; null if it is new
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Idea(
        @JsonProperty("turn") int turn,
        @JsonProperty("ordinal") int ordinal,
        @JsonProperty("round") int round,
        @JsonProperty("agent") String agent,
        @JsonProperty("role") Role role,
        @JsonProperty("text") String text,
        @JsonProperty("verdict") Verdict verdict,
        @JsonProperty("of") @Nullable String of,
        @JsonProperty("score") @Nullable Double score,
        @JsonProperty("method") @Nullable String method,
        @JsonProperty("why") @Nullable String why) {}
