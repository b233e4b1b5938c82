package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An agent of a conversation, after defaults were filled in.
 *
 * @param agent its name in this conversation: the role, numbered where a role occurs more than once
 * @param node the node it is bound to; null if the router chooses
 * @param timeout the longest silence in seconds at the first try
 * @param onFailure what follows when its node has failed; null = substitute
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Agent(
        @JsonProperty("agent") String agent,
        @JsonProperty("role") Role role,
        @JsonProperty("model") String model,
        @JsonProperty("node") @Nullable String node,
        @JsonProperty("max_tokens") int maxTokens,
        @JsonProperty("timeout") int timeout,
        @JsonProperty("temperature") @Nullable Double temperature,
        @JsonProperty("think") @Nullable Boolean think,
        @JsonProperty("on_failure") @Nullable OnFailure onFailure) {}
