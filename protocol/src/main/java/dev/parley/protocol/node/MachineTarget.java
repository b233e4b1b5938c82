package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller wants an agent to run: an address or a node's name, or neither.
 *
 * @param address {@code host:port}
 * @param model as asked for; {@code auto} and {@code task:*} are chosen by the router
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MachineTarget(
        @JsonProperty("address") @Nullable String address,
        @JsonProperty("node") @Nullable String node,
        @JsonProperty("model") String model) {}
