package dev.parley.orchestrator.spec;

import dev.parley.orchestrator.spec.UnresolvedSpec.Target;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Machine;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.node.MachineTarget;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one machine of a request. */
final class MachineReading {

    private static final int DEFAULT_PORT = 11_434;
    private static final int DEFAULT_MAX_TOKENS = 700;
    private static final int DEFAULT_TIMEOUT = 120;
    private static final int MAX_TOKENS = 131_072;
    private static final int MAX_TIMEOUT = 3_600;
    private static final int MAX_MODEL = 350;
    private static final int MAX_SYSTEM = 16_000;
    private static final int MAX_NODE = 350;
    private static final String AUTO = "auto";

    private final Checks checks;
    private final String path;
    private final Machine machine;

    MachineReading(Checks checks, int index, Machine machine) {
        this.checks = checks;
        this.path = "machines[" + index + "].";
        this.machine = machine;
    }

    static Role role(Machine machine) {
        return machine.role() == null ? Role.GENERATOR : machine.role();
    }

    Speaker speaker(String name) {
        Role role = role(machine);
        String system = checks.text(path + "system", machine.system(), MAX_SYSTEM);
        checks.expect(role != Role.CUSTOM || system != null, path + "system", "missing", "a text, for a custom role");
        Agent agent = new Agent(
                name,
                role,
                model(),
                null,
                checks.within(path + "max_tokens", machine.maxTokens(), DEFAULT_MAX_TOKENS, 1, MAX_TOKENS),
                checks.within(path + "timeout", machine.timeout(), DEFAULT_TIMEOUT, 1, MAX_TIMEOUT),
                checks.within(path + "temperature", machine.temperature(), 0, 2),
                machine.think(),
                machine.onFailure());
        return new Speaker(agent, system);
    }

    Target target() {
        long places = Stream.of(machine.url(), machine.ip(), machine.node())
                .filter(Objects::nonNull)
                .count();
        String place = path + place();
        checks.expect(places <= 1, place, "with another place", "only one of url, ip and node");
        String node = checks.text(path + "node", machine.node(), MAX_NODE);
        return new Target(new MachineTarget(address(), node, model()), place, path + "model");
    }

    private String model() {
        String model = checks.text(path + "model", machine.model(), MAX_MODEL);
        return model == null ? AUTO : model;
    }

    private String place() {
        if (machine.url() != null) {
            return "url";
        }
        return machine.ip() != null ? "ip" : "node";
    }

    private @Nullable String address() {
        Integer port = machine.port();
        checks.expect(port == null || Addresses.isPort(port), path + "port", port, "1..65535");
        checks.expect(port == null || machine.ip() != null, path + "port", port, "only beside ip");
        if (machine.url() != null) {
            String authority = Addresses.authority(machine.url()).orElse(null);
            checks.expect(authority != null, path + "url", machine.url(), "host:port or http://host:port");
            return authority;
        }
        String ip = machine.ip();
        if (ip == null) {
            return null;
        }
        checks.expect(Addresses.isIpv4(ip), path + "ip", ip, "an IPv4 address such as 192.0.2.7");
        return ip + ":" + (port == null ? DEFAULT_PORT : port);
    }
}
