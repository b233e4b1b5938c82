package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/conversations/{id}/fork}: another conversation with the same past and another future.
 *
 * @param turn the last turn that is taken over; the latest finished one if absent
 * @param changes what is different from then on; what is absent stays. {@code num_rounds} counts the rounds taken over too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForkConversation(
        @JsonProperty("turn") @Nullable Integer turn,
        @JsonProperty("changes") @Nullable StartConversation changes) {}
