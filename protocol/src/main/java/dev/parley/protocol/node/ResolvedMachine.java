package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One target, resolved.
 *
 * @param node the node's name; null if the router chooses
 * @param model the model that will be asked for; {@code auto} stays {@code auto}
 * @param refused why it may not be used: {@code address-not-allowed}, {@code node-unknown} or {@code model-unknown}; for now
 *     only, {@code no-node} if nothing answers at the address or {@code at-capacity} if no more addresses can be taken in; null
 *     if it may
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResolvedMachine(
        @JsonProperty("node") @Nullable String node,
        @JsonProperty("model") String model,
        @JsonProperty("refused") @Nullable String refused) {}
