package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of the shared history.
 *
 * @param agentUrl the name of the node that answered, never an address; null for messages no node made
 * @param agent the agent's name; null for messages no agent made
 * @param round 1 is the first
 * @param turn 1 is the first, counted through all rounds
 * @param tokens as the node counted them; null where it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        @JsonProperty("role") MessageRole role,
        @JsonProperty("content") String content,
        @JsonProperty("agent_url") @Nullable String agentUrl,
        @JsonProperty("agent") @Nullable String agent,
        @JsonProperty("agent_role") @Nullable Role agentRole,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("round") int round,
        @JsonProperty("turn") int turn,
        @JsonProperty("tokens") @Nullable Integer tokens,
        @JsonProperty("created_at") Instant createdAt) {}
