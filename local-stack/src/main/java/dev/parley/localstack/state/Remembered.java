package dev.parley.localstack.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.localstack.node.NodeChoice;
import dev.parley.localstack.process.ProcessRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code stack.json} holds.
 *
 * @param nodes null until a choice was made
 * @param ports by the name they are remembered under
 * @param identity whether callers need a key
 * @param fixedGatewayPort whether a person chose the gateway's port, so that it is never changed silently
 * @param parts the processes that were started and not stopped, by part
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Remembered(
        @JsonProperty("nodes") @Nullable NodeChoice nodes,
        @JsonProperty("identity") boolean identity,
        @JsonProperty("ports") Map<String, Integer> ports,
        @JsonProperty("fixed_gateway_port") boolean fixedGatewayPort,
        @JsonProperty("parts") Map<String, Running> parts) {

    Remembered withNodes(NodeChoice chosen) {
        return new Remembered(chosen, identity, ports, fixedGatewayPort, parts);
    }

    Remembered withIdentity(boolean on) {
        return new Remembered(nodes, on, ports, fixedGatewayPort, parts);
    }

    Remembered withPorts(Map<String, Integer> changed) {
        return new Remembered(nodes, identity, changed, fixedGatewayPort, parts);
    }

    Remembered withFixedGatewayPort() {
        return new Remembered(nodes, identity, ports, true, parts);
    }

    Remembered withParts(Map<String, Running> changed) {
        return new Remembered(nodes, identity, ports, fixedGatewayPort, changed);
    }

    /**
     * A part that was started.
     *
     * @param fingerprint of what it was started as
     */
    record Running(
            @JsonProperty("process") ProcessRecord process,
            @JsonProperty("fingerprint") String fingerprint) {}
}
