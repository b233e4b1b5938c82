package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One agent as a caller describes it. Give {@code url}, or {@code ip} with {@code port}, or {@code node}, or none of them:
 * then the router chooses. Nothing is checked here; the orchestrator says which field is wrong.
 *
 * @param url {@code host:port} or {@code http://host:port}
 * @param ip an IPv4 literal
 * @param port of {@code ip}; 11434 if absent
 * @param node a registered node's name
 * @param model a model's name; {@code auto} if absent
 * @param role generator if absent
 * @param maxTokens the longest answer in tokens; 700 if absent
 * @param timeout the longest silence in seconds; 120 if absent
 * @param temperature 0..2; the model's own if absent
 * @param think whether a thinking model thinks; the model's own if absent
 * @param system the text of a custom role; required there
 * @param onFailure what follows when its node has failed; substitute if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Machine(
        @JsonProperty("url") @Nullable String url,
        @JsonProperty("ip") @Nullable String ip,
        @JsonProperty("port") @Nullable Integer port,
        @JsonProperty("node") @Nullable String node,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("role") @Nullable Role role,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @JsonProperty("timeout") @Nullable Integer timeout,
        @JsonProperty("temperature") @Nullable Double temperature,
        @JsonProperty("think") @Nullable Boolean think,
        @JsonProperty("system") @Nullable String system,
        @JsonProperty("on_failure") @Nullable OnFailure onFailure) {}
