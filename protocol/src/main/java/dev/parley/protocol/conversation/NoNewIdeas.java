package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Ends a conversation when of all ideas of its last full rounds no more than this part was new.
 *
 * @param rate 0..1; 0.1 if absent
 * @param rounds how many full rounds are looked at; 1..10, 2 if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoNewIdeas(
        @JsonProperty("rate") @Nullable Double rate,
        @JsonProperty("rounds") @Nullable Integer rounds) {}
