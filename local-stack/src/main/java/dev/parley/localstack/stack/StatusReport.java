package dev.parley.localstack.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.node.StackNode;
import dev.parley.localstack.part.HttpProbe;
import dev.parley.localstack.part.Part;
import dev.parley.localstack.postgres.PostgresPart;
import dev.parley.localstack.redis.RedisPart;
import dev.parley.localstack.service.EdgeProof;
import dev.parley.localstack.service.ServiceName;
import dev.parley.localstack.state.AdminKey;
import dev.parley.localstack.state.Secrets;
import dev.parley.localstack.state.StackMemory;
import dev.parley.protocol.stack.StackStatus;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Tells how a stack stands right now. */
final class StatusReport {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** For a process that does not run. */
    private static final long NO_PROCESS = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StackFolder folder;
    private final StackMemory memory;
    private final StackPlan plan;

    StatusReport(StackFolder folder, StackMemory memory, StackPlan plan) {
        this.folder = folder;
        this.memory = memory;
        this.plan = plan;
    }

    StackStatus now() {
        Map<String, String> states = nodeStates();
        return new StackStatus(
                plan.part(ServiceName.GATEWAY.wireName()).address(),
                memory.wantsKeys() ? AdminKey.of(folder).map(AdminKey::text).orElse(null) : null,
                Arrays.stream(ServiceName.values())
                        .parallel()
                        .map(this::service)
                        .toList(),
                plan.nodes().stream().map(node -> node(node, states)).toList(),
                store(PostgresPart.NAME),
                store(RedisPart.NAME),
                folder.root().toString());
    }

    /** Whether everything that is ours runs and is ready. */
    static boolean isWhole(StackStatus status) {
        return status.services().stream().allMatch(StackStatus.Service::ready)
                && status.nodes().stream().allMatch(node -> !node.simulated() || node.pid() != null)
                && status.postgres().pid() != NO_PROCESS
                && status.redis().pid() != NO_PROCESS;
    }

    private StackStatus.Service service(ServiceName service) {
        Part part = plan.part(service.wireName());
        long pid = pid(part.name());
        return new StackStatus.Service(
                part.name(),
                part.address(),
                "http://127.0.0.1:" + memory.port(service.managementPort()),
                pid,
                pid != NO_PROCESS && part.isReady());
    }

    private StackStatus.Node node(StackNode node, Map<String, String> states) {
        String controlUrl =
                node.simulated() ? "http://127.0.0.1:" + memory.port(SimulatedNodes.controlPort(node.name())) : null;
        long pid = pid(node.name());
        return new StackStatus.Node(
                node.name(),
                node.url().toString(),
                "ollama",
                node.simulated(),
                controlUrl,
                pid == NO_PROCESS ? null : pid,
                states.getOrDefault(node.name(), "unknown"));
    }

    private StackStatus.Store store(String name) {
        return new StackStatus.Store(plan.part(name).address(), pid(name));
    }

    private long pid(String part) {
        return memory.process(part).map(ProcessHandle::pid).orElse(NO_PROCESS);
    }

    /** As the router sees them, by name; empty if it does not answer. */
    private Map<String, String> nodeStates() {
        String router = plan.part(ServiceName.ROUTER.wireName()).address();
        Map<String, String> headers = EdgeProof.headers(
                ServiceName.GATEWAY,
                ServiceName.ROUTER,
                Secrets.of(folder).edge("gateway", "router"),
                Clock.systemUTC().instant());
        Map<String, String> states = new HashMap<>();
        HttpProbe.get(URI.create(router + "/internal/nodes"), headers, PATIENCE)
                .ifPresent(body -> parsed(body)
                        .path("nodes")
                        .forEach(node -> states.put(
                                node.path("name").asText(), node.path("state").asText())));
        return states;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notTheRouter) {
            return JSON.createObjectNode();
        }
    }
}
