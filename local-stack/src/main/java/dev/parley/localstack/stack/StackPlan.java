package dev.parley.localstack.stack;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.node.NodeChoice;
import dev.parley.localstack.node.StackNode;
import dev.parley.localstack.part.JavaPart;
import dev.parley.localstack.part.Part;
import dev.parley.localstack.postgres.PostgresPart;
import dev.parley.localstack.process.JavaProgram;
import dev.parley.localstack.process.Mark;
import dev.parley.localstack.redis.RedisPart;
import dev.parley.localstack.service.ServiceEnvironment;
import dev.parley.localstack.service.ServiceName;
import dev.parley.localstack.service.Wiring;
import dev.parley.localstack.state.AdminKey;
import dev.parley.localstack.state.Secrets;
import dev.parley.localstack.state.StackMemory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stack is made of.
 *
 * @param parts in an order in which each comes after all that it needs; stopped in the opposite order
 * @param nodes what the router is told of
 */
record StackPlan(List<Part> parts, List<StackNode> nodes) {

    /** The part of this name. */
    Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The plan for these nodes, on the ports that are remembered.
     *
     * @param repository where the built jars lie
     * @param inherited the environment that every part gets
     */
    static StackPlan of(
            StackFolder folder, StackMemory memory, NodeChoice choice, Path repository, Map<String, String> inherited) {
        Secrets secrets = Secrets.of(folder);
        SimulatedNodes simulated = new SimulatedNodes(folder, memory, repository, inherited);
        PostgresPart postgres = new PostgresPart(
                folder, memory.port(PostgresPart.NAME), secrets.database(), programs(repository), inherited);
        RedisPart redis = new RedisPart(folder, memory.port(RedisPart.NAME), inherited);
        List<StackNode> nodes = Nodes.of(choice, memory::port);
        Wiring wiring = new Wiring(
                memory::port,
                secrets,
                PostgresPart.USER,
                "127.0.0.1:%d/%s".formatted(postgres.port(), PostgresPart.DATABASE),
                redis.address(),
                nodes,
                Optional.of(memory).filter(StackMemory::wantsKeys).flatMap(wanted -> AdminKey.of(folder)),
                folder.log("orchestration_trace").path());
        Stream<Part> services =
                Stream.of(ServiceName.values()).map(service -> service(service, folder, wiring, repository, inherited));
        List<Part> parts = Stream.<Stream<? extends Part>>of(
                        Stream.of(postgres, redis),
                        nodes.stream().filter(StackNode::simulated).map(simulated::part),
                        services)
                .<Part>flatMap(group -> group)
                .toList();
        return new StackPlan(parts, nodes);
    }

    /** Where programs that come packed are unpacked for all stacks of this build. */
    static Path programs(Path repository) {
        return repository.resolve("local-stack/target/programs");
    }

    private static Part service(
            ServiceName service, StackFolder folder, Wiring wiring, Path repository, Map<String, String> inherited) {
        String name = service.wireName();
        int port = wiring.port().applyAsInt(name);
        int management = wiring.port().applyAsInt(service.managementPort());
        return new JavaPart(
                name,
                "http://127.0.0.1:" + port,
                URI.create("http://127.0.0.1:" + management + "/q/health/ready"),
                needs(service),
                service.ports(),
                new JavaProgram(service.jar(repository), JvmFlags.SERVICE, List.of()),
                new Mark(folder, name),
                inherited,
                ServiceEnvironment.of(service, wiring),
                folder.log(name));
    }

    /** Only what must answer at start-up: a service brings its schema up to date before it does anything else. */
    private static List<String> needs(ServiceName service) {
        return switch (service) {
            case ROUTER -> List.of(RedisPart.NAME);
            case IDEAS, ORCHESTRATOR, GATEWAY -> List.of(PostgresPart.NAME, RedisPart.NAME);
        };
    }
}
