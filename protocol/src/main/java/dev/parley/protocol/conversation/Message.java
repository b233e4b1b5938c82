package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of the shared history.
 *
 * @param id by which it can be edited; null while it waits for the turn under way to end
 * @param agentUrl the name of the node that answered, never an address; null for messages no node made
 * @param agent the agent's name; null for messages no agent made
 * @param round 1 is the first
 * @param turn 1 is the first, counted through all rounds
 * @param tokens as the node counted them; null where it did not
 * @param partial true for an answer that was cut off and has yet to be finished; null otherwise
 * @param editedAt when a person last changed it; null if nobody did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        @JsonProperty("id") @Nullable String id,
        @JsonProperty("role") MessageRole role,
        @JsonProperty("content") String content,
        @JsonProperty("agent_url") @Nullable String agentUrl,
        @JsonProperty("agent") @Nullable String agent,
        @JsonProperty("agent_role") @Nullable Role agentRole,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("round") int round,
        @JsonProperty("turn") int turn,
        @JsonProperty("tokens") @Nullable Integer tokens,
        @JsonProperty("partial") @Nullable Boolean partial,
        @JsonProperty("edited_at") @Nullable Instant editedAt,
        @JsonProperty("created_at") Instant createdAt) {}
